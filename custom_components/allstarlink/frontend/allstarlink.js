var j7=Object.defineProperty;var l=(L,H,C)=>()=>{if(C)throw C[0];try{return L&&(H=L(L=0)),H}catch(V){throw C=[V],V}};var X7=(L,H)=>{for(var C in H)j7(L,C,{get:H[C],enumerable:!0})};var U2,_5,G2,Y7,n1,z2,N5,I5,F,X,Q2,I1,W5,d1=l(()=>{"use strict";U2="app_rpt node",_5="Asterisk with app_rpt",G2=L=>L.identifiers.some(([H])=>H==="allstarlink"),Y7=(L,H)=>n1(L).localeCompare(n1(H),void 0,{numeric:!0}),n1=L=>L.name_by_user??L.name??"",z2=({identifiers:L})=>{let[,H=""]=L.find(([C])=>C==="allstarlink")??[];return H.split("_").at(-1)??""},N5=L=>`node-${z2(L)}-${L.id.slice(-4)}`,I5=(L,H)=>Object.values(L.devices).filter(C=>G2(C)&&C.model===H&&!C.disabled_by).sort(Y7),F=L=>I5(L,U2),X=L=>I5(L,_5),Q2=(L,H)=>Object.values(L.entities).filter(C=>C.device_id===H&&C.platform==="allstarlink"&&!C.hidden),I1={device:{filter:{integration:"allstarlink",model:U2}}},W5={device:{filter:[_5,U2].map(L=>({integration:"allstarlink",model:L}))}}});var W1,U1,K2,G5,S1,z5,c,Q5,q2,j2=l(()=>{/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */W1=globalThis,U1=W1.ShadowRoot&&(W1.ShadyCSS===void 0||W1.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,K2=Symbol(),G5=new WeakMap,S1=class{constructor(H,C,V){if(this._$cssResult$=!0,V!==K2)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=H,this.t=C}get styleSheet(){let H=this.o,C=this.t;if(U1&&H===void 0){let V=C!==void 0&&C.length===1;V&&(H=G5.get(C)),H===void 0&&((this.o=H=new CSSStyleSheet).replaceSync(this.cssText),V&&G5.set(C,H))}return H}toString(){return this.cssText}},z5=L=>new S1(typeof L=="string"?L:L+"",void 0,K2),c=(L,...H)=>{let C=L.length===1?L[0]:H.reduce((V,e,M)=>V+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(e)+L[M+1],L[0]);return new S1(C,L,K2)},Q5=(L,H)=>{if(U1)L.adoptedStyleSheets=H.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of H){let V=document.createElement("style"),e=W1.litNonce;e!==void 0&&V.setAttribute("nonce",e),V.textContent=C.cssText,L.appendChild(V)}},q2=U1?L=>L:L=>L instanceof CSSStyleSheet?(H=>{let C="";for(let V of H.cssRules)C+=V.cssText;return z5(C)})(L):L});var H4,V4,L4,e4,M4,r4,G1,K5,t4,i4,h1,X2,j5,q5,Q,z1=l(()=>{j2();j2();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({is:H4,defineProperty:V4,getOwnPropertyDescriptor:L4,getOwnPropertyNames:e4,getOwnPropertySymbols:M4,getPrototypeOf:r4}=Object),G1=globalThis,K5=G1.trustedTypes,t4=K5?K5.emptyScript:"",i4=G1.reactiveElementPolyfillSupport,h1=(L,H)=>L,X2={toAttribute(L,H){switch(H){case Boolean:L=L?t4:null;break;case Object:case Array:L=L==null?L:JSON.stringify(L)}return L},fromAttribute(L,H){let C=L;switch(H){case Boolean:C=L!==null;break;case Number:C=L===null?null:Number(L);break;case Object:case Array:try{C=JSON.parse(L)}catch{C=null}}return C}},j5=(L,H)=>!H4(L,H),q5={attribute:!0,type:String,converter:X2,reflect:!1,useDefault:!1,hasChanged:j5};Symbol.metadata??=Symbol("metadata"),G1.litPropertyMetadata??=new WeakMap;Q=class extends HTMLElement{static addInitializer(H){this._$Ei(),(this.l??=[]).push(H)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(H,C=q5){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(H)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(H,C),!C.noAccessor){let V=Symbol(),e=this.getPropertyDescriptor(H,V,C);e!==void 0&&V4(this.prototype,H,e)}}static getPropertyDescriptor(H,C,V){let{get:e,set:M}=L4(this.prototype,H)??{get(){return this[C]},set(r){this[C]=r}};return{get:e,set(r){let t=e?.call(this);M?.call(this,r),this.requestUpdate(H,t,V)},configurable:!0,enumerable:!0}}static getPropertyOptions(H){return this.elementProperties.get(H)??q5}static _$Ei(){if(this.hasOwnProperty(h1("elementProperties")))return;let H=r4(this);H.finalize(),H.l!==void 0&&(this.l=[...H.l]),this.elementProperties=new Map(H.elementProperties)}static finalize(){if(this.hasOwnProperty(h1("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(h1("properties"))){let C=this.properties,V=[...e4(C),...M4(C)];for(let e of V)this.createProperty(e,C[e])}let H=this[Symbol.metadata];if(H!==null){let C=litPropertyMetadata.get(H);if(C!==void 0)for(let[V,e]of C)this.elementProperties.set(V,e)}this._$Eh=new Map;for(let[C,V]of this.elementProperties){let e=this._$Eu(C,V);e!==void 0&&this._$Eh.set(e,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(H){let C=[];if(Array.isArray(H)){let V=new Set(H.flat(1/0).reverse());for(let e of V)C.unshift(q2(e))}else H!==void 0&&C.push(q2(H));return C}static _$Eu(H,C){let V=C.attribute;return V===!1?void 0:typeof V=="string"?V:typeof H=="string"?H.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(H=>this.enableUpdating=H),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(H=>H(this))}addController(H){(this._$EO??=new Set).add(H),this.renderRoot!==void 0&&this.isConnected&&H.hostConnected?.()}removeController(H){this._$EO?.delete(H)}_$E_(){let H=new Map,C=this.constructor.elementProperties;for(let V of C.keys())this.hasOwnProperty(V)&&(H.set(V,this[V]),delete this[V]);H.size>0&&(this._$Ep=H)}createRenderRoot(){let H=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Q5(H,this.constructor.elementStyles),H}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(H=>H.hostConnected?.())}enableUpdating(H){}disconnectedCallback(){this._$EO?.forEach(H=>H.hostDisconnected?.())}attributeChangedCallback(H,C,V){this._$AK(H,V)}_$ET(H,C){let V=this.constructor.elementProperties.get(H),e=this.constructor._$Eu(H,V);if(e!==void 0&&V.reflect===!0){let M=(V.converter?.toAttribute!==void 0?V.converter:X2).toAttribute(C,V.type);this._$Em=H,M==null?this.removeAttribute(e):this.setAttribute(e,M),this._$Em=null}}_$AK(H,C){let V=this.constructor,e=V._$Eh.get(H);if(e!==void 0&&this._$Em!==e){let M=V.getPropertyOptions(e),r=typeof M.converter=="function"?{fromAttribute:M.converter}:M.converter?.fromAttribute!==void 0?M.converter:X2;this._$Em=e;let t=r.fromAttribute(C,M.type);this[e]=t??this._$Ej?.get(e)??t,this._$Em=null}}requestUpdate(H,C,V,e=!1,M){if(H!==void 0){let r=this.constructor;if(e===!1&&(M=this[H]),V??=r.getPropertyOptions(H),!((V.hasChanged??j5)(M,C)||V.useDefault&&V.reflect&&M===this._$Ej?.get(H)&&!this.hasAttribute(r._$Eu(H,V))))return;this.C(H,C,V)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(H,C,{useDefault:V,reflect:e,wrapped:M},r){V&&!(this._$Ej??=new Map).has(H)&&(this._$Ej.set(H,r??C??this[H]),M!==!0||r!==void 0)||(this._$AL.has(H)||(this.hasUpdated||V||(C=void 0),this._$AL.set(H,C)),e===!0&&this._$Em!==H&&(this._$Eq??=new Set).add(H))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let H=this.scheduleUpdate();return H!=null&&await H,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,M]of this._$Ep)this[e]=M;this._$Ep=void 0}let V=this.constructor.elementProperties;if(V.size>0)for(let[e,M]of V){let{wrapped:r}=M,t=this[e];r!==!0||this._$AL.has(e)||t===void 0||this.C(e,void 0,M,t)}}let H=!1,C=this._$AL;try{H=this.shouldUpdate(C),H?(this.willUpdate(C),this._$EO?.forEach(V=>V.hostUpdate?.()),this.update(C)):this._$EM()}catch(V){throw H=!1,this._$EM(),V}H&&this._$AE(C)}willUpdate(H){}_$AE(H){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(H)),this.updated(H)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(H){return!0}update(H){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(H){}firstUpdated(H){}};Q.elementStyles=[],Q.shadowRootOptions={mode:"open"},Q[h1("elementProperties")]=new Map,Q[h1("finalized")]=new Map,i4?.({ReactiveElement:Q}),(G1.reactiveElementVersions??=[]).push("2.1.2")});function r3(L,H){if(!V5(L)||!L.hasOwnProperty("raw"))throw Error("invalid template strings array");return Y5!==void 0?Y5.createHTML(H):H}function i1(L,H,C=L,V){if(H===g)return H;let e=V!==void 0?C._$Co?.[V]:C._$Cl,M=O1(H)?void 0:H._$litDirective$;return e?.constructor!==M&&(e?._$AO?.(!1),M===void 0?e=void 0:(e=new M(L),e._$AT(L,C,V)),V!==void 0?(C._$Co??=[])[V]=e:C._$Cl=e),e!==void 0&&(H=i1(L,e._$AS(L,H.values),e,V)),H}var J2,X5,Q1,Y5,C5,K,H5,o4,t1,g1,O1,V5,e3,Y2,f1,J5,C3,M1,H3,V3,M3,L5,o,$,M6,g,p,L3,r1,t3,k1,K1,p1,o1,q1,j1,X1,Y1,i3,a4,o3,q=l(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */J2=globalThis,X5=L=>L,Q1=J2.trustedTypes,Y5=Q1?Q1.createPolicy("lit-html",{createHTML:L=>L}):void 0,C5="$lit$",K=`lit$${Math.random().toFixed(9).slice(2)}$`,H5="?"+K,o4=`<${H5}>`,t1=document,g1=()=>t1.createComment(""),O1=L=>L===null||typeof L!="object"&&typeof L!="function",V5=Array.isArray,e3=L=>V5(L)||typeof L?.[Symbol.iterator]=="function",Y2=`[ 	
\f\r]`,f1=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,J5=/-->/g,C3=/>/g,M1=RegExp(`>|${Y2}(?:([^\\s"'>=/]+)(${Y2}*=${Y2}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),H3=/'/g,V3=/"/g,M3=/^(?:script|style|textarea|title)$/i,L5=L=>(H,...C)=>({_$litType$:L,strings:H,values:C}),o=L5(1),$=L5(2),M6=L5(3),g=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),L3=new WeakMap,r1=t1.createTreeWalker(t1,129);t3=(L,H)=>{let C=L.length-1,V=[],e,M=H===2?"<svg>":H===3?"<math>":"",r=f1;for(let t=0;t<C;t++){let i=L[t],A,n,a=-1,m=0;for(;m<i.length&&(r.lastIndex=m,n=r.exec(i),n!==null);)m=r.lastIndex,r===f1?n[1]==="!--"?r=J5:n[1]!==void 0?r=C3:n[2]!==void 0?(M3.test(n[2])&&(e=RegExp("</"+n[2],"g")),r=M1):n[3]!==void 0&&(r=M1):r===M1?n[0]===">"?(r=e??f1,a=-1):n[1]===void 0?a=-2:(a=r.lastIndex-n[2].length,A=n[1],r=n[3]===void 0?M1:n[3]==='"'?V3:H3):r===V3||r===H3?r=M1:r===J5||r===C3?r=f1:(r=M1,e=void 0);let d=r===M1&&L[t+1].startsWith("/>")?" ":"";M+=r===f1?i+o4:a>=0?(V.push(A),i.slice(0,a)+C5+i.slice(a)+K+d):i+K+(a===-2?t:d)}return[r3(L,M+(L[C]||"<?>")+(H===2?"</svg>":H===3?"</math>":"")),V]},k1=class L{constructor({strings:H,_$litType$:C},V){let e;this.parts=[];let M=0,r=0,t=H.length-1,i=this.parts,[A,n]=t3(H,C);if(this.el=L.createElement(A,V),r1.currentNode=this.el.content,C===2||C===3){let a=this.el.content.firstChild;a.replaceWith(...a.childNodes)}for(;(e=r1.nextNode())!==null&&i.length<t;){if(e.nodeType===1){if(e.hasAttributes())for(let a of e.getAttributeNames())if(a.endsWith(C5)){let m=n[r++],d=e.getAttribute(a).split(K),v=/([.?@])?(.*)/.exec(m);i.push({type:1,index:M,name:v[2],strings:d,ctor:v[1]==="."?q1:v[1]==="?"?j1:v[1]==="@"?X1:o1}),e.removeAttribute(a)}else a.startsWith(K)&&(i.push({type:6,index:M}),e.removeAttribute(a));if(M3.test(e.tagName)){let a=e.textContent.split(K),m=a.length-1;if(m>0){e.textContent=Q1?Q1.emptyScript:"";for(let d=0;d<m;d++)e.append(a[d],g1()),r1.nextNode(),i.push({type:2,index:++M});e.append(a[m],g1())}}}else if(e.nodeType===8)if(e.data===H5)i.push({type:2,index:M});else{let a=-1;for(;(a=e.data.indexOf(K,a+1))!==-1;)i.push({type:7,index:M}),a+=K.length-1}M++}}static createElement(H,C){let V=t1.createElement("template");return V.innerHTML=H,V}};K1=class{constructor(H,C){this._$AV=[],this._$AN=void 0,this._$AD=H,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(H){let{el:{content:C},parts:V}=this._$AD,e=(H?.creationScope??t1).importNode(C,!0);r1.currentNode=e;let M=r1.nextNode(),r=0,t=0,i=V[0];for(;i!==void 0;){if(r===i.index){let A;i.type===2?A=new p1(M,M.nextSibling,this,H):i.type===1?A=new i.ctor(M,i.name,i.strings,this,H):i.type===6&&(A=new Y1(M,this,H)),this._$AV.push(A),i=V[++t]}r!==i?.index&&(M=r1.nextNode(),r++)}return r1.currentNode=t1,e}p(H){let C=0;for(let V of this._$AV)V!==void 0&&(V.strings!==void 0?(V._$AI(H,V,C),C+=V.strings.length-2):V._$AI(H[C])),C++}},p1=class L{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(H,C,V,e){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=H,this._$AB=C,this._$AM=V,this.options=e,this._$Cv=e?.isConnected??!0}get parentNode(){let H=this._$AA.parentNode,C=this._$AM;return C!==void 0&&H?.nodeType===11&&(H=C.parentNode),H}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(H,C=this){H=i1(this,H,C),O1(H)?H===p||H==null||H===""?(this._$AH!==p&&this._$AR(),this._$AH=p):H!==this._$AH&&H!==g&&this._(H):H._$litType$!==void 0?this.$(H):H.nodeType!==void 0?this.T(H):e3(H)?this.k(H):this._(H)}O(H){return this._$AA.parentNode.insertBefore(H,this._$AB)}T(H){this._$AH!==H&&(this._$AR(),this._$AH=this.O(H))}_(H){this._$AH!==p&&O1(this._$AH)?this._$AA.nextSibling.data=H:this.T(t1.createTextNode(H)),this._$AH=H}$(H){let{values:C,_$litType$:V}=H,e=typeof V=="number"?this._$AC(H):(V.el===void 0&&(V.el=k1.createElement(r3(V.h,V.h[0]),this.options)),V);if(this._$AH?._$AD===e)this._$AH.p(C);else{let M=new K1(e,this),r=M.u(this.options);M.p(C),this.T(r),this._$AH=M}}_$AC(H){let C=L3.get(H.strings);return C===void 0&&L3.set(H.strings,C=new k1(H)),C}k(H){V5(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,V,e=0;for(let M of H)e===C.length?C.push(V=new L(this.O(g1()),this.O(g1()),this,this.options)):V=C[e],V._$AI(M),e++;e<C.length&&(this._$AR(V&&V._$AB.nextSibling,e),C.length=e)}_$AR(H=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);H!==this._$AB;){let V=X5(H).nextSibling;X5(H).remove(),H=V}}setConnected(H){this._$AM===void 0&&(this._$Cv=H,this._$AP?.(H))}},o1=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(H,C,V,e,M){this.type=1,this._$AH=p,this._$AN=void 0,this.element=H,this.name=C,this._$AM=e,this.options=M,V.length>2||V[0]!==""||V[1]!==""?(this._$AH=Array(V.length-1).fill(new String),this.strings=V):this._$AH=p}_$AI(H,C=this,V,e){let M=this.strings,r=!1;if(M===void 0)H=i1(this,H,C,0),r=!O1(H)||H!==this._$AH&&H!==g,r&&(this._$AH=H);else{let t=H,i,A;for(H=M[0],i=0;i<M.length-1;i++)A=i1(this,t[V+i],C,i),A===g&&(A=this._$AH[i]),r||=!O1(A)||A!==this._$AH[i],A===p?H=p:H!==p&&(H+=(A??"")+M[i+1]),this._$AH[i]=A}r&&!e&&this.j(H)}j(H){H===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,H??"")}},q1=class extends o1{constructor(){super(...arguments),this.type=3}j(H){this.element[this.name]=H===p?void 0:H}},j1=class extends o1{constructor(){super(...arguments),this.type=4}j(H){this.element.toggleAttribute(this.name,!!H&&H!==p)}},X1=class extends o1{constructor(H,C,V,e,M){super(H,C,V,e,M),this.type=5}_$AI(H,C=this){if((H=i1(this,H,C,0)??p)===g)return;let V=this._$AH,e=H===p&&V!==p||H.capture!==V.capture||H.once!==V.once||H.passive!==V.passive,M=H!==p&&(V===p||e);e&&this.element.removeEventListener(this.name,this,V),M&&this.element.addEventListener(this.name,this,H),this._$AH=H}handleEvent(H){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,H):this._$AH.handleEvent(H)}},Y1=class{constructor(H,C,V){this.element=H,this.type=6,this._$AN=void 0,this._$AM=C,this.options=V}get _$AU(){return this._$AM._$AU}_$AI(H){i1(this,H)}},i3={M:C5,P:K,A:H5,C:1,L:t3,R:K1,D:e3,V:i1,I:p1,H:o1,N:j1,U:X1,B:q1,F:Y1},a4=J2.litHtmlPolyfillSupport;a4?.(k1,p1),(J2.litHtmlVersions??=[]).push("3.3.3");o3=(L,H,C)=>{let V=C?.renderBefore??H,e=V._$litPart$;if(e===void 0){let M=C?.renderBefore??null;V._$litPart$=e=new p1(H.insertBefore(g1(),M),M,void 0,C??{})}return e._$AI(L),e}});var e5,f,A4,a3=l(()=>{z1();z1();q();q();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */e5=globalThis,f=class extends Q{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let H=super.createRenderRoot();return this.renderOptions.renderBefore??=H.firstChild,H}update(H){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(H),this._$Do=o3(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return g}};f._$litElement$=!0,f.finalized=!0,e5.litElementHydrateSupport?.({LitElement:f});A4=e5.litElementPolyfillSupport;A4?.({LitElement:f});(e5.litElementVersions??=[]).push("4.2.2")});var A3=l(()=>{/**
 * @license
 * Copyright 2022 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */});var S=l(()=>{z1();q();a3();A3()});var E,Y,W,y1=l(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */E={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Y=L=>(...H)=>({_$litDirective$:L,values:H}),W=class{constructor(H){}get _$AU(){return this._$AM._$AU}_$AT(H,C,V){this._$Ct=H,this._$AM=C,this._$Ci=V}_$AS(H,C){return this.update(H,C)}update(H,C){return this.render(...C)}}});var n4,a1,n3=l(()=>{q();y1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */n4={},a1=Y(class extends W{constructor(){super(...arguments),this.ot=n4}render(L,H){return H()}update(L,[H,C]){if(Array.isArray(H)){if(Array.isArray(this.ot)&&this.ot.length===H.length&&H.every((V,e)=>V===this.ot[e]))return g}else if(this.ot===H)return g;return this.ot=Array.isArray(H)?Array.from(H):H,this.render(H,C)}})});var J1=l(()=>{n3()});var d4,d3,m3,p3,m1,J,p4,C2,l3,H2,M5=l(()=>{q();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({I:d4}=i3),d3=L=>L,m3=L=>L.strings===void 0,p3=()=>document.createComment(""),m1=(L,H,C)=>{let V=L._$AA.parentNode,e=H===void 0?L._$AB:H._$AA;if(C===void 0){let M=V.insertBefore(p3(),e),r=V.insertBefore(p3(),e);C=new d4(M,r,L,L.options)}else{let M=C._$AB.nextSibling,r=C._$AM,t=r!==L;if(t){let i;C._$AQ?.(L),C._$AM=L,C._$AP!==void 0&&(i=L._$AU)!==r._$AU&&C._$AP(i)}if(M!==e||t){let i=C._$AA;for(;i!==M;){let A=d3(i).nextSibling;d3(V).insertBefore(i,e),i=A}}}return C},J=(L,H,C=L)=>(L._$AI(H,C),L),p4={},C2=(L,H=p4)=>L._$AH=H,l3=L=>L._$AH,H2=L=>{L._$AR(),L._$AA.remove()}});var s3,w,v3=l(()=>{q();y1();M5();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */s3=(L,H,C)=>{let V=new Map;for(let e=H;e<=C;e++)V.set(L[e],e);return V},w=Y(class extends W{constructor(L){if(super(L),L.type!==E.CHILD)throw Error("repeat() can only be used in text expressions")}dt(L,H,C){let V;C===void 0?C=H:H!==void 0&&(V=H);let e=[],M=[],r=0;for(let t of L)e[r]=V?V(t,r):r,M[r]=C(t,r),r++;return{values:M,keys:e}}render(L,H,C){return this.dt(L,H,C).values}update(L,[H,C,V]){let e=l3(L),{values:M,keys:r}=this.dt(H,C,V);if(!Array.isArray(e))return this.ut=r,M;let t=this.ut??=[],i=[],A,n,a=0,m=e.length-1,d=0,v=M.length-1;for(;a<=m&&d<=v;)if(e[a]===null)a++;else if(e[m]===null)m--;else if(t[a]===r[d])i[d]=J(e[a],M[d]),a++,d++;else if(t[m]===r[v])i[v]=J(e[m],M[v]),m--,v--;else if(t[a]===r[v])i[v]=J(e[a],M[v]),m1(L,i[v+1],e[a]),a++,v--;else if(t[m]===r[d])i[d]=J(e[m],M[d]),m1(L,e[a],e[m]),m--,d++;else if(A===void 0&&(A=s3(r,d,v),n=s3(t,a,m)),A.has(t[a]))if(A.has(t[m])){let Z=n.get(r[d]),h=Z!==void 0?e[Z]:null;if(h===null){let k=m1(L,e[a]);J(k,M[d]),i[d]=k}else i[d]=J(h,M[d]),m1(L,e[a],h),e[Z]=null;d++}else H2(e[m]),m--;else H2(e[a]),a++;for(;d<=v;){let Z=m1(L,i[v+1]);J(Z,M[d]),i[d++]=Z}for(;a<=m;){let Z=e[a++];Z!==null&&H2(Z)}return this.ut=r,C2(L,i),g}})});var C1=l(()=>{v3()});var x3,c3=l(()=>{"use strict";S();x3=c`
  .total {
    min-width: 100px;
  }
  .total .number {
    font-size: 22px;
    line-height: 26px;
    font-weight: 500;
  }
  .chart {
    padding: 0 16px 12px;
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  .bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 12px 16px 4px;
    border-top: 1px solid var(--line);
  }
  .bar input {
    flex: 1;
    min-height: 36px;
    width: 100px;
  }
  .list {
    padding: 0 8px 8px;
  }
  .day {
    height: 32px;
    box-sizing: border-box;
    padding: 12px 8px 4px;
    font-weight: 600;
  }
  .row {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr) 72px 84px;
    align-items: center;
    gap: 12px;
    height: 46px;
    width: 100%;
    box-sizing: border-box;
    padding: 0 8px;
    border-radius: var(--radius);
    contain: layout style;
    content-visibility: auto;
    contain-intrinsic-size: auto 46px;
  }
  .row.live {
    background: color-mix(in srgb, var(--talk) 15%, transparent);
  }
  .badge {
    display: grid;
    place-items: center;
    width: 32px;
    height: 32px;
    border-radius: 50%;
    background: var(--surface);
    color: var(--soft);
  }
  .badge .icon {
    width: 18px;
    height: 18px;
  }
  .row.talk .badge {
    color: color-mix(in srgb, var(--talk) 70%, var(--ink));
    background: color-mix(in srgb, var(--talk) 14%, transparent);
  }
  .row.live .badge {
    background: var(--talk);
    color: var(--text-primary-color, #fff);
  }
  .what {
    display: flex;
    flex-direction: column;
  }
  .what b {
    font-weight: 500;
    font-size: 15px;
  }
  .row.live .soft {
    color: color-mix(in srgb, var(--ink) 78%, transparent);
  }
  .lasted {
    font-weight: 500;
    white-space: nowrap;
  }
  .row.link .lasted {
    font-weight: 400;
    color: var(--soft);
  }
  time {
    white-space: nowrap;
  }
  .calls {
    border-top: 1px solid var(--line);
  }
  .calls h3 {
    margin: 0;
    padding: 12px 16px 4px;
    font-weight: 600;
  }
  .row.missed .badge {
    color: var(--error-color, #db4437);
  }
  .more {
    align-self: center;
    margin-bottom: 8px;
  }
  @container card (max-width: 340px) {
    .row time {
      display: none;
    }
    .row {
      grid-template-columns: 32px minmax(0, 1fr) 64px;
      gap: 8px;
    }
  }
  @container card (max-width: 240px) {
    .total,
    .row time,
    .row .badge {
      display: none;
    }
    .row {
      grid-template-columns: minmax(0, 1fr) 56px;
      gap: 6px;
      padding: 0 4px;
    }
  }
  @container card (max-width: 420px) {
    .bar {
      flex-wrap: wrap;
    }
  }
  @container card (max-height: 480px) {
    .chart {
      display: none;
    }
  }
  @container card (max-height: 300px) {
    .bar,
    .calls {
      display: none;
    }
  }
`});var r5,l1,t5=l(()=>{"use strict";r5=L=>{let H=L?.code;return H==="not_found"||H==="unauthorized"},l1=class{constructor(H,C){this.connection=H;this.command=C;this.listeners=new Set;this.tries=0;this.isLost=!1;this.lose=()=>{this.forget(),this.isLost=!0,this.lost(),this.notify()};this.reconnected=()=>{this.error=void 0,this.tries=0,this.lose(),this.subscribe()};this.subscribe=()=>{let H=this.connection.subscribeMessage(C=>{this.open===H&&this.taken(C)},this.command,{resubscribe:!1});this.open=H,H.catch(C=>{this.open===H&&this.failed(C)})}}get reason(){return this.connection.connected?this.isLost?"starting":void 0:"offline"}lost(){}listen(H){return this.listeners.add(H),this.listeners.size===1&&this.start(),()=>{this.listeners.delete(H),this.listeners.size===0&&this.stop()}}notify(){for(let H of this.listeners)H()}start(){this.connection.addEventListener("ready",this.reconnected),this.connection.addEventListener("disconnected",this.lose),this.connection.connected?this.subscribe():this.lose()}stop(){this.connection.removeEventListener("ready",this.reconnected),this.connection.removeEventListener("disconnected",this.lose);let{open:H}=this;this.forget(),H?.then(C=>C()).catch(()=>{})}forget(){clearTimeout(this.retry),this.open=void 0}taken(H){this.error=void 0,this.tries=0,this.isLost=!1,this.take(H),this.notify()}failed(H){r5(H)&&(this.error=String(H?.code)),this.lose(),!this.error&&(this.tries+=1,this.retry=setTimeout(this.subscribe,Math.min(this.tries*1e3,5e3)))}}});var Z3,u3,m4,l4,i5,o5,a5,A5,S3,h3,f3,n5=l(()=>{"use strict";t5();Z3=400,u3=3e3,m4=2e3,l4=2e3,i5=class extends l1{constructor(C,V){super(C,{type:"allstarlink/node/subscribe",device_id:V});this.links=new Map;this.skew=Number.POSITIVE_INFINITY;this.released=[]}now(){return Date.now()-(Number.isFinite(this.skew)?this.skew:0)}get talking(){let C=this.released.filter(({until:V})=>this.now()-V<u3);return[...this.state?.keyed??[],...C]}releasedOf(C){if(!this.state?.keyed.some(({node:V})=>V===C))return this.released.findLast(({node:V})=>V===C)}get tail(){if(!this.state||this.state.keyed.length>0)return;let C=this.released.at(-1);return C&&this.now()-C.until<m4?C:void 0}lost(){if(this.released=[],this.links=new Map([...this.links].map(([e,M])=>[e,{...M,keyed:!1}])),!this.state)return;let C={receiving:null,transmitting:null,keyed:[]},V=this.reason??null;this.state={...this.state,...C,available:!1,can_control:!1,reason:V,lost_at:null}}take(C){let{state:V,links:e}=C,M=V!==void 0&&"node"in V,r=Date.now()-Date.parse(C.now);if(this.skew=M||r-this.skew>l4?r:Math.min(this.skew,r),this.module=C.module??this.module,M?this.released=[]:V?.keyed&&this.release(V.keyed),V&&(this.state={...this.state,...V}),!!e){this.links=new Map(M?[]:this.links);for(let[t,i]of Object.entries(e))i?this.links.set(t,i):this.links.delete(t)}}release(C){let V=this.now(),e=new Set(C.map(({node:r})=>r)),M=(this.state?.keyed??[]).map(r=>({...r,until:V}));this.released=[...this.released,...M].filter(r=>!e.has(r.node)&&V-r.until<u3)}},o5=class extends l1{constructor(C,V){super(C,{type:"allstarlink/activity/subscribe",device_id:V,limit:Z3});this.activities=[];this.callsigns=new Map}take(C){let V="activities"in C?C.activities:[C.activity];for(let{node:e,callsign:M}of[...V].reverse())M&&this.callsigns.set(e,M);this.activities="activities"in C?V:[...V,...this.activities].slice(0,Z3)}},a5=class extends l1{constructor(C,V){super(C,{type:"allstarlink/favorites/subscribe",device_id:V});this.favorites=new Map}lost(){this.favorites=new Map}take({scan:C,favorites:V}){this.favorites=new Map(C?V.map(e=>[e.node,e]):[])}},A5=L=>{let H=new WeakMap;return(C,V)=>{let e=H.get(C)??new Map;H.set(C,e);let M=e.get(V)??L(C,V);return e.set(V,M),M}},S3=A5((L,H)=>new i5(L,H)),h3=A5((L,H)=>new o5(L,H)),f3=A5((L,H)=>new a5(L,H))});var g3,s1,d5=l(()=>{"use strict";g3=(L,H)=>Math.hypot(L.x-H.x,L.y-H.y),s1=class{constructor(H){this.known=new WeakMap;this.moved=new WeakMap;this.pointed=0;this.clicked={x:-1e3,y:0};this.point=({clientX:H,clientY:C})=>{let V={x:H,y:C};this.pointer&&g3(this.pointer,V)<=3||(this.pointer=V,this.pointed=performance.now())};this.guard=H=>{if(H.detail===0)return;let C=performance.now(),V=H.pointerType==="touch",e={x:H.clientX,y:H.clientY},M=g3(this.clicked,e)<40;this.clicked=e;for(let r of H.composedPath()){let t=this.moved.get(r);if(!(t===void 0||C-t>=500)&&!(V&&r.dataset.place==="answer"&&!M)&&!(!V&&this.pointed>t)){H.stopImmediatePropagation(),H.preventDefault();return}}};H.addEventListener("pointermove",this.point,{capture:!0,passive:!0}),H.addEventListener("click",this.guard,{capture:!0})}measure(H){let C=performance.now();for(let V of H.querySelectorAll("[data-place]")){let{at:e}=V.dataset,M=e===void 0?{x:V.offsetLeft,y:V.offsetTop}:{x:0,y:Number(e)},r=this.known.get(V);r&&r.x===M.x&&r.y===M.y||(this.known.set(V,M),this.moved.set(V,C))}}}});var O3,k3,V2,p5,b1,s4,L2,w1=l(()=>{"use strict";O3="allstarlink",k3=`component.${O3}.selector.dashboard.options`,V2=L=>L.loadBackendTranslation("selector",O3),p5=L=>!!L.localize(`${k3}.idle`),b1=L=>(H,C)=>{for(let V of[...s4(L,C?.count),""]){let e=L.localize(`${k3}.${H}${V}`,C);if(e)return e}return H},s4=(L,H)=>{if(typeof H!="number")return[];let C=new Intl.PluralRules(L.locale?.language??"en").select(H);return[...H===0?["_zero"]:[],`_${C}`,"_other"]},L2=async(L,H)=>{let C=H;if(C.translation_key&&C.translation_domain){let V=C.translation_domain,e=await L.loadBackendTranslation("exceptions",V),M=`component.${V}.exceptions.${C.translation_key}.message`,r=e(M,C.translation_placeholders);if(r)return r}return C.message??C.error?.message??String(H)}});var e2,T1,y3,m5,M2,l5=l(()=>{"use strict";e2=new Set,y3=()=>{for(let L of e2)L()},m5=()=>{let L=e2.size>0&&!document.hidden;L&&T1===void 0?T1=window.setInterval(y3,1e3):!L&&T1!==void 0&&(window.clearInterval(T1),T1=void 0)};document.addEventListener("visibilitychange",()=>{m5(),document.hidden||y3()});M2=L=>(e2.add(L),m5(),()=>{e2.delete(L),m5()})});var v4,b3,w3=l(()=>{"use strict";v4=new URL(import.meta.url).searchParams.get("v"),b3=(L,H=v4)=>!!(L&&H)&&L!==H});var D,r2=l(()=>{"use strict";S();n5();d5();w1();l5();w3();D=class extends f{constructor(){super();this.texts=C=>C;this.stops=[];this.places=new s1(this);this.nodeFeeds=[];this.isReady=!1}static{this.properties={config:{state:!0},isReady:{state:!0}}}setConfig(C){let V=this.config;this.config=C,V&&this.isConnected&&this.restart()}set hass(C){let V=this.known;this.known=C,V?.localize!==C.localize&&(this.texts=b1(C),this.isReady=p5(C)),V?.language!==C.language&&this.load(C),V?.connection!==C.connection&&this.restart(),(V?.devices!==C.devices||V?.localize!==C.localize)&&(this.devicesChanged(V),this.requestUpdate())}get hass(){return this.known}get fit(){let C=this.config?.grid_options?.rows??this.getGridOptions().rows;return this.layout==="grid"&&typeof C=="number"?"fit":""}get isMirrored(){return getComputedStyle(this).direction==="rtl"}async load(C){let V=await V2(C);if(this.isReady||this.known?.language!==C.language)return;let e={...this.known,localize:V};this.isReady=p5(e),this.isReady&&(this.texts=b1(e))}devicesChanged(C){}connectedCallback(){super.connectedCallback(),this.restart()}disconnectedCallback(){super.disconnectedCallback(),this.release()}restart(){this.release(),!(!this.isConnected||!this.known||!this.config)&&(this.start(),this.stops.push(M2(()=>this.tick())))}release(){for(let C of this.stops.splice(0))C()}tick(){this.requestUpdate()}follow(C){return this.stops.push(C.listen(()=>this.requestUpdate())),C}followWhileSeen(C){let V,e=()=>{V?.(),V=document.hidden?void 0:C.listen(()=>this.requestUpdate())};return document.addEventListener("visibilitychange",e),this.stops.push(()=>{document.removeEventListener("visibilitychange",e),V?.()}),e(),C}nodeFeed(C){let V=this.follow(S3(this.hass.connection,C));return this.nodeFeeds.push(V),this.stops.push(()=>{this.nodeFeeds=this.nodeFeeds.filter(e=>e!==V)}),V}activityFeed(C){return this.follow(h3(this.hass.connection,C))}why({error:C,reason:V}){return C?this.texts(C==="unauthorized"?"not_allowed":"not_found"):V?this.texts(`reason_${V}`):""}nameOf(C){let V=this.hass.devices[C];return V?.name_by_user??V?.name??""}updated(C){this.places.measure(this.renderRoot)}render(){if(!this.known||!this.config||!this.isReady)return p;let C=this.nodeFeeds.some(({module:V})=>b3(V));return o`${this.content()} ${C?this.outdated():p}`}outdated(){return o`<div class="outdated" role="status">
      <span class="grow">${this.texts("outdated")}</span>
      <button class="main" data-place="reload" @click=${()=>location.reload()}>${this.texts("reload")}</button>
    </div>`}}});var T3,B3,P3,F3,R3,$3,E3,D3,_3,N3,s5,I3,W3,U3,G3,z3,Q3,K3,v5,q3,j3,t2,X3,Y3,J3,C0,H0,V0,L0,e0=l(()=>{T3="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z",B3="M9,5A4,4 0 0,1 13,9A4,4 0 0,1 9,13A4,4 0 0,1 5,9A4,4 0 0,1 9,5M9,15C11.67,15 17,16.34 17,19V21H1V19C1,16.34 6.33,15 9,15M16.76,5.36C18.78,7.56 18.78,10.61 16.76,12.63L15.08,10.94C15.92,9.76 15.92,8.23 15.08,7.05L16.76,5.36M20.07,2C24,6.05 23.97,12.11 20.07,16L18.44,14.37C21.21,11.19 21.21,6.65 18.44,3.63L20.07,2Z",P3="M11,4H13V16L18.5,10.5L19.92,11.92L12,19.84L4.08,11.92L5.5,10.5L11,16V4Z",F3="M13,20H11V8L5.5,13.5L4.08,12.08L12,4.16L19.92,12.08L18.5,13.5L13,8V20Z",R3="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",$3="M12,19A2,2 0 0,0 10,21A2,2 0 0,0 12,23A2,2 0 0,0 14,21A2,2 0 0,0 12,19M6,1A2,2 0 0,0 4,3A2,2 0 0,0 6,5A2,2 0 0,0 8,3A2,2 0 0,0 6,1M6,7A2,2 0 0,0 4,9A2,2 0 0,0 6,11A2,2 0 0,0 8,9A2,2 0 0,0 6,7M6,13A2,2 0 0,0 4,15A2,2 0 0,0 6,17A2,2 0 0,0 8,15A2,2 0 0,0 6,13M18,5A2,2 0 0,0 20,3A2,2 0 0,0 18,1A2,2 0 0,0 16,3A2,2 0 0,0 18,5M12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17A2,2 0 0,0 14,15A2,2 0 0,0 12,13M18,13A2,2 0 0,0 16,15A2,2 0 0,0 18,17A2,2 0 0,0 20,15A2,2 0 0,0 18,13M18,7A2,2 0 0,0 16,9A2,2 0 0,0 18,11A2,2 0 0,0 20,9A2,2 0 0,0 18,7M12,7A2,2 0 0,0 10,9A2,2 0 0,0 12,11A2,2 0 0,0 14,9A2,2 0 0,0 12,7M12,1A2,2 0 0,0 10,3A2,2 0 0,0 12,5A2,2 0 0,0 14,3A2,2 0 0,0 12,1Z",E3="M17,20C16.71,20 16.44,19.94 16.24,19.85C15.53,19.5 15.03,18.97 14.53,17.47C14,15.91 13.06,15.18 12.14,14.47C11.35,13.86 10.53,13.23 9.82,11.94C9.29,11 9,9.93 9,9C9,6.2 11.2,4 14,4C16.8,4 19,6.2 19,9H21C21,5.07 17.93,2 14,2C10.07,2 7,5.07 7,9C7,10.26 7.38,11.65 8.07,12.9C9,14.55 10.05,15.38 10.92,16.05C11.73,16.67 12.31,17.12 12.63,18.1C13.23,19.92 14,20.94 15.36,21.65C15.87,21.88 16.43,22 17,22A4,4 0 0,0 21,18H19A2,2 0 0,1 17,20M7.64,2.64L6.22,1.22C4.23,3.21 3,5.96 3,9C3,12.04 4.23,14.79 6.22,16.78L7.63,15.37C6,13.74 5,11.5 5,9C5,6.5 6,4.26 7.64,2.64M11.5,9A2.5,2.5 0 0,0 14,11.5A2.5,2.5 0 0,0 16.5,9A2.5,2.5 0 0,0 14,6.5A2.5,2.5 0 0,0 11.5,9Z",D3="M17 4H20C21.1 4 22 4.9 22 6V8H20V6H17V4M4 8V6H7V4H4C2.9 4 2 4.9 2 6V8H4M20 16V18H17V20H20C21.1 20 22 19.1 22 18V16H20M7 18H4V16H2V18C2 19.1 2.9 20 4 20H7V18M16 10V14H8V10H16M18 8H6V16H18V8Z",_3="M12,1C7,1 3,5 3,10V17A3,3 0 0,0 6,20H9V12H5V10A7,7 0 0,1 12,3A7,7 0 0,1 19,10V12H15V20H18A3,3 0 0,0 21,17V10C21,5 16.97,1 12,1Z",N3="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z",s5="M3.9,12C3.9,10.29 5.29,8.9 7,8.9H11V7H7A5,5 0 0,0 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12M8,13H16V11H8V13M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.71 18.71,15.1 17,15.1H13V17H17A5,5 0 0,0 22,12A5,5 0 0,0 17,7Z",I3="M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.43 19.12,14.63 17.79,15L19.25,16.44C20.88,15.61 22,13.95 22,12A5,5 0 0,0 17,7M16,11H13.81L15.81,13H16V11M2,4.27L5.11,7.38C3.29,8.12 2,9.91 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12C3.9,10.41 5.11,9.1 6.66,8.93L8.73,11H8V13H10.73L13,15.27V17H14.73L18.74,21L20,19.74L3.27,3L2,4.27Z",W3="M10.59,13.41C11,13.8 11,14.44 10.59,14.83C10.2,15.22 9.56,15.22 9.17,14.83C7.22,12.88 7.22,9.71 9.17,7.76V7.76L12.71,4.22C14.66,2.27 17.83,2.27 19.78,4.22C21.73,6.17 21.73,9.34 19.78,11.29L18.29,12.78C18.3,11.96 18.17,11.14 17.89,10.36L18.36,9.88C19.54,8.71 19.54,6.81 18.36,5.64C17.19,4.46 15.29,4.46 14.12,5.64L10.59,9.17C9.41,10.34 9.41,12.24 10.59,13.41M13.41,9.17C13.8,8.78 14.44,8.78 14.83,9.17C16.78,11.12 16.78,14.29 14.83,16.24V16.24L11.29,19.78C9.34,21.73 6.17,21.73 4.22,19.78C2.27,17.83 2.27,14.66 4.22,12.71L5.71,11.22C5.7,12.04 5.83,12.86 6.11,13.65L5.64,14.12C4.46,15.29 4.46,17.19 5.64,18.36C6.81,19.54 8.71,19.54 9.88,18.36L13.41,14.83C14.59,13.66 14.59,11.76 13.41,10.59C13,10.2 13,9.56 13.41,9.17Z",U3="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",G3="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",z3="M12,2A3,3 0 0,1 15,5V11A3,3 0 0,1 12,14A3,3 0 0,1 9,11V5A3,3 0 0,1 12,2M19,11C19,14.53 16.39,17.44 13,17.93V21H11V17.93C7.61,17.44 5,14.53 5,11H7A5,5 0 0,0 12,16A5,5 0 0,0 17,11H19Z",Q3="M19,13H5V11H19V13Z",K3="M20.71,7.04C21.1,6.65 21.1,6 20.71,5.63L18.37,3.29C18,2.9 17.35,2.9 16.96,3.29L15.12,5.12L18.87,8.87M3,17.25V21H6.75L17.81,9.93L14.06,6.18L3,17.25Z",v5="M6.62,10.79C8.06,13.62 10.38,15.94 13.21,17.38L15.41,15.18C15.69,14.9 16.08,14.82 16.43,14.93C17.55,15.3 18.75,15.5 20,15.5A1,1 0 0,1 21,16.5V20A1,1 0 0,1 20,21A17,17 0 0,1 3,4A1,1 0 0,1 4,3H7.5A1,1 0 0,1 8.5,4C8.5,5.25 8.7,6.45 9.07,7.57C9.18,7.92 9.1,8.31 8.82,8.59L6.62,10.79Z",q3="M23.71,16.67C20.66,13.77 16.54,12 12,12C7.46,12 3.34,13.77 0.29,16.67C0.11,16.85 0,17.1 0,17.38C0,17.65 0.11,17.9 0.29,18.08L2.77,20.56C2.95,20.74 3.2,20.86 3.5,20.86C3.75,20.86 4,20.75 4.18,20.57C4.97,19.83 5.86,19.21 6.84,18.72C7.17,18.56 7.4,18.22 7.4,17.82V14.72C8.85,14.25 10.39,14 12,14C13.6,14 15.15,14.25 16.6,14.72V17.82C16.6,18.22 16.83,18.56 17.16,18.72C18.14,19.21 19.03,19.83 19.82,20.57C20,20.75 20.25,20.86 20.5,20.86C20.8,20.86 21.05,20.74 21.23,20.56L23.71,18.08C23.89,17.9 24,17.65 24,17.38C24,17.1 23.89,16.85 23.71,16.67M6.5,5.5L12,11L19,4L18,3L12,9L7.5,4.5H11V3H5V9H6.5V5.5Z",j3="M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z",t2="M12,10A2,2 0 0,1 14,12C14,12.5 13.82,12.94 13.53,13.29L16.7,22H14.57L12,14.93L9.43,22H7.3L10.47,13.29C10.18,12.94 10,12.5 10,12A2,2 0 0,1 12,10M12,8A4,4 0 0,0 8,12C8,12.5 8.1,13 8.28,13.46L7.4,15.86C6.53,14.81 6,13.47 6,12A6,6 0 0,1 12,6A6,6 0 0,1 18,12C18,13.47 17.47,14.81 16.6,15.86L15.72,13.46C15.9,13 16,12.5 16,12A4,4 0 0,0 12,8M12,4A8,8 0 0,0 4,12C4,14.36 5,16.5 6.64,17.94L5.92,19.94C3.54,18.11 2,15.23 2,12A10,10 0 0,1 12,2A10,10 0 0,1 22,12C22,15.23 20.46,18.11 18.08,19.94L17.36,17.94C19,16.5 20,14.36 20,12A8,8 0 0,0 12,4Z",X3="M13.8 22H5C3.3 22 2 20.7 2 19V18H13.1C13 18.3 13 18.7 13 19C13 20.1 13.3 21.1 13.8 22M13.8 16H5V5C5 3.3 6.3 2 8 2H19C20.7 2 22 3.3 22 5V6H20V5C20 4.4 19.6 4 19 4S18 4.4 18 5V13.1C16.2 13.4 14.7 14.5 13.8 16M8 8H15V6H8V8M8 12H14V10H8V12M17 16V22L22 19L17 16Z",Y3="M23,12H17V10L20.39,6H17V4H23V6L19.62,10H23V12M15,16H9V14L12.39,10H9V8H15V10L11.62,14H15V16M7,20H1V18L4.39,14H1V12H7V14L3.62,18H7V20Z",J3="M12,17.27L18.18,21L16.54,13.97L22,9.24L14.81,8.62L12,2L9.19,8.62L2,9.24L7.45,13.97L5.82,21L12,17.27Z",C0="M12,15.39L8.24,17.66L9.23,13.38L5.91,10.5L10.29,10.13L12,6.09L13.71,10.13L18.09,10.5L14.77,13.38L15.76,17.66M22,9.24L14.81,8.63L12,2L9.19,8.63L2,9.24L7.45,13.97L5.82,21L12,17.27L18.18,21L16.54,13.97L22,9.24Z",H0="M21,9L17,5V8H10V10H17V13M7,11L3,15L7,19V16H14V14H7V11Z",V0="M12,18A6,6 0 0,1 6,12C6,11 6.25,10.03 6.7,9.2L5.24,7.74C4.46,8.97 4,10.43 4,12A8,8 0 0,0 12,20V23L16,19L12,15M12,4V1L8,5L12,9V6A6,6 0 0,1 18,12C18,13 17.75,13.97 17.3,14.8L18.76,16.26C19.54,15.03 20,13.57 20,12A8,8 0 0,0 12,4Z",L0="M16.36,14C16.44,13.34 16.5,12.68 16.5,12C16.5,11.32 16.44,10.66 16.36,10H19.74C19.9,10.64 20,11.31 20,12C20,12.69 19.9,13.36 19.74,14M14.59,19.56C15.19,18.45 15.65,17.25 15.97,16H18.92C17.96,17.65 16.43,18.93 14.59,19.56M14.34,14H9.66C9.56,13.34 9.5,12.68 9.5,12C9.5,11.32 9.56,10.65 9.66,10H14.34C14.43,10.65 14.5,11.32 14.5,12C14.5,12.68 14.43,13.34 14.34,14M12,19.96C11.17,18.76 10.5,17.43 10.09,16H13.91C13.5,17.43 12.83,18.76 12,19.96M8,8H5.08C6.03,6.34 7.57,5.06 9.4,4.44C8.8,5.55 8.35,6.75 8,8M5.08,16H8C8.35,17.25 8.8,18.45 9.4,19.56C7.57,18.93 6.03,17.65 5.08,16M4.26,14C4.1,13.36 4,12.69 4,12C4,11.31 4.1,10.64 4.26,10H7.64C7.56,10.66 7.5,11.32 7.5,12C7.5,12.68 7.56,13.34 7.64,14M12,4.03C12.83,5.23 13.5,6.57 13.91,8H10.09C10.5,6.57 11.17,5.23 12,4.03M18.92,8H15.97C15.65,6.75 15.19,5.55 14.59,4.44C16.43,5.07 17.96,6.34 18.92,8M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z"});var x,s,x5,i2,T=l(()=>{"use strict";e0();S();x=L=>$`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${L} /></svg>`,s={tower:t2,voice:B3,quiet:Y3,offline:T3,close:R3,search:G3,lock:U3,star:J3,starOutline:C0,linked:W3,unlinked:I3,dtmf:$3,call:v5,missed:q3,macro:X3,whole:D3,minus:Q3,plus:j3,info:N3,air:z3,edit:K3,up:F3,down:P3},x5={transceive:H0,monitor:_3,local_monitor:E3,connecting:V0},i2={allstar:t2,private:t2,echolink:s5,irlp:s5,phone:v5,client:L0}});var v1,B,H1=l(()=>{"use strict";v1="local",B=L=>L?Date.parse(L):null});var _,M0,B1,i0,U,r0,P,o2,t0,o0,a2,N=l(()=>{"use strict";_=L=>{let H=Math.max(0,Math.floor(L)),C=r=>String(r).padStart(2,"0"),V=Math.floor(H/3600),e=Math.floor(H%3600/60),M=C(H%60);return V>0?`${V}:${C(e)}:${M}`:`${e}:${M}`},M0=new Map,B1=(L,H,C)=>{let V=`${C} ${H}`,e=M0.get(V);return e||(e=new Intl.NumberFormat(C,{style:"unit",unit:H,unitDisplay:"short"}),M0.set(V,e)),e.format(L)},i0=L=>`< ${B1(1,"second",L)}`,U=(L,H)=>{if(L<60)return`< ${B1(1,"minute",H)}`;let C=Math.floor(L/86400),V=Math.floor(L%86400/3600),e=Math.floor(L%3600/60),M=[];return C>0&&M.push(B1(C,"day",H)),V>0&&M.push(B1(V,"hour",H)),C===0&&e>0&&M.push(B1(e,"minute",H)),M.join(" ")},r0=new Map,P=(L,H)=>{let C=r0.get(H);return C||(C=new Intl.RelativeTimeFormat(H,{numeric:"auto",style:"narrow"}),r0.set(H,C)),L<1?C.format(0,"second"):L<60?C.format(-Math.floor(L),"second"):L<3600?C.format(-Math.floor(L/60),"minute"):L<86400?C.format(-Math.floor(L/3600),"hour"):C.format(-Math.floor(L/86400),"day")},o2=(L,H)=>{let{time_zone:C,time_format:V}=L.locale,e=V==="12"?"h12":V==="24"?"h23":void 0;return new Intl.DateTimeFormat(L.locale.language,{...e&&H.hour?{hourCycle:e}:{},...C==="server"?{timeZone:L.config.time_zone}:{},...H})},t0=new Map,o0=({config:L},H)=>{let C=t0.get(L.time_zone);return C||(C=new Intl.DateTimeFormat("en",{timeZone:L.time_zone}),t0.set(L.time_zone,C)),C.format(H)},a2=L=>{let H=o2(L,{hour:"numeric",minute:"2-digit",second:"2-digit"}),C=o2(L,{hour:"numeric",timeZone:"UTC"}),V=o2(L,{weekday:"long",month:"long",day:"numeric"}),e=o2(L,{year:"numeric",month:"2-digit",day:"2-digit"}),M=new Intl.DateTimeFormat("en",{hour:"numeric",hourCycle:"h23",...L.locale.time_zone==="server"?{timeZone:L.config.time_zone}:{}});return{time:r=>H.format(r),day:r=>V.format(r),date:r=>e.format(r),hour:r=>Number(M.format(r)),hourLabel:r=>C.format(Date.UTC(2e3,0,1,r))}}});var a0,x4,A0=l(()=>{"use strict";S();T();N();a0=(L,H,C,V)=>L.length===0?p:o`<section class="calls">
    <h3 class="soft small">${H("calls")}</h3>
    <div class="list" role="list">${L.map(e=>x4(e,H,C,V))}</div>
  </section>`,x4=(L,H,C,V)=>{let e=Date.parse(L.started),M=L.caller_name??L.caller??"?",r=C.date(e),t=L.disposition==="answered"&&L.duration!==null;return o`<div role="listitem" class="row call ${L.missed?"missed":""}">
    <span class="badge">${x(L.missed?s.missed:s.call)}</span>
    <span class="what">
      <b class="ellipsis">${M} → ${L.called??"?"}</b>
      <span class="soft small ellipsis">${H(L.missed?"missed_call":`call_${L.direction}`)}</span>
    </span>
    <span class="lasted number">${t?_(L.duration??0):""}</span>
    <time class="soft small number" datetime=${new Date(e).toISOString()}
      >${r===C.date(V)?"":`${r} `}${C.time(e)}</time
    >
  </div>`}});var A2,c5=l(()=>{"use strict";S();A2=c`
  .stack {
    display: grid;
    height: var(--height);
  }
  .stack > * {
    grid-area: 1 / 1;
    align-self: start;
    transform: translateY(var(--y));
    transition: transform 160ms ease-out;
  }
`});var n0,c4,Z5,d0=l(()=>{q();y1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */n0="important",c4=" !"+n0,Z5=Y(class extends W{constructor(L){if(super(L),L.type!==E.ATTRIBUTE||L.name!=="style"||L.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(L){return Object.keys(L).reduce((H,C)=>{let V=L[C];return V==null?H:H+`${C=C.includes("-")?C:C.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${V};`},"")}update(L,[H]){let{style:C}=L.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(H)),this.render(H);for(let V of this.ft)H[V]==null&&(this.ft.delete(V),V.includes("-")?C.removeProperty(V):C[V]=null);for(let V in H){let e=H[V];if(e!=null){this.ft.add(V);let M=typeof e=="string"&&e.endsWith(c4);V.includes("-")||M?C.setProperty(V,M?e.slice(0,-11):e,M?n0:""):C[V]=e}}return g}})});var p0=l(()=>{d0()});var Z4,u4,m0,l0,s0,S4,h4,f4,g4,v0,x0,c0,P1=l(()=>{"use strict";H1();Z4=2e3,u4=5e3,m0=(L,H)=>{let C=(L.duration??0)*1e3;return H?Date.parse(H.time):Date.parse(L.time)-Z4-C},l0=(L,H)=>{let C=new Map,V=H.flatMap(({node:M,since:r})=>{let t=B(r);return t===null?[]:[{talker:M,start:t,end:null}]}),e=(M,r)=>{let t=m0(M,r);V.push({talker:M.node,start:t,end:t+(M.duration??0)*1e3})};for(let M of L)if(M.type==="talk_ended"){let r=C.get(M.node);r&&e(r),C.set(M.node,M)}else if(M.type==="talk_started"){let r=C.get(M.node);r&&e(r,M),C.delete(M.node)}for(let M of C.values())e(M);return V.sort((M,r)=>r.start-M.start)},s0=(L,H,C)=>{let V=new Map;for(let{talker:e,start:M,end:r}of L){let t=Math.max(0,1-(H-M)/C),i=Math.min(1,1-(H-(r??H))/C);if(i<=0||t>=1)continue;let A=V.get(e)??{talker:e,bars:[]};A.bars.push({from:t,to:i,isLive:r===null}),V.set(e,A)}return[...V.values()]},S4=(L,H)=>H.kind==="dtmf"&&H.at-Date.parse(L.time)<u4,h4=()=>{let L=new Map;return({time:H,type:C,node:V})=>{let e=`${H} ${C} ${V}`,M=L.get(e)??0;return L.set(e,M+1),`${e} ${M}`}},f4=L=>{let H=new Map([...L.values()].map(({node:C,direction:V})=>[C,V]));return({type:C,node:V,direction:e})=>{let M=e??H.get(V)??void 0;return C==="link_connected"?H.delete(V):e&&H.set(V,e),M}},g4=(L,H)=>Number(H.isLive)-Number(L.isLive)||H.at-L.at,v0=(L,H,C=new Map)=>{let V=[],e=new Map(H.map(({node:t,since:i})=>[t,B(i)])),M=h4(),r=f4(C);for(let t of L){let i=Date.parse(t.time),A={key:M(t),type:t.type,node:t.node,at:i,duration:null},{mode:n,late:a}=t,m=r(t),d=V.at(-1);switch(t.type){case"talk_started":if(i<(e.get(t.node)??i))break;e.delete(t.node)&&V.push({...A,kind:"talk",isLive:!0,mode:n,direction:m});break;case"talk_ended":e.delete(t.node),V.push({...A,at:m0(t,void 0),kind:"talk",duration:t.duration??null,isLive:!1,mode:n,direction:m});break;case"dtmf":d&&S4(t,d)?(d.digits=`${t.digit??""}${d.digits}`,d.at=i):V.push({...A,kind:"dtmf",isLive:!1,digits:t.digit??""});break;case"mdc":V.push({...A,kind:"mdc",isLive:!1,unit:t.unit??""});break;default:V.push({...A,kind:"link",duration:t.duration??null,isLive:!1,mode:n,direction:m,late:a})}}return V.sort(g4)},x0=(L,H,C,V)=>{let e=C.trim().toLowerCase();return L.filter(({kind:M,node:r})=>(H==="all"||M===H)&&`${r} ${V(r)}`.toLowerCase().includes(e))},c0=(L,H)=>{let C=new Array(24).fill(0);for(let{start:V,seconds:e}of L){let M=H(Date.parse(V));C[M]=(C[M]??0)+e}return C}});var O4,k4,y4,Z0,u0,S0=l(()=>{"use strict";S();p0();P1();N();O4=6,k4=({today:L,hourNow:H,times:C,texts:V})=>{let e=c0(L.quarters,C.hour),M=Math.max(60,...e);return o`<div class="hours" role="list" aria-label=${V("talk_by_hour")}>
      ${e.map((r,t)=>{let i=`${C.hourLabel(t)}: ${_(r)}`;return o`<span
          role="listitem"
          class="hour ${t===H?"current":""} ${t>H?"future":""}"
          aria-label=${i}
          title=${i}
        >
          <i style=${Z5({"clip-path":`inset(${((1-r/M)*100).toFixed(1)}% 0 0 0 round 4px)`})}></i>
        </span>`})}
    </div>
    <div class="hour-axis small soft" aria-hidden="true">
      ${[0,6,12,18].map(r=>o`<span>${C.hourLabel(r)}</span>`)}
    </div>`},y4=({today:L,texts:H,nameOf:C})=>{let V=Math.max(1,...L.talkers.map(({seconds:e})=>e));return o`<div class="stations stack" role="list" aria-label=${H("talk_by_station")}>
    ${L.talkers.slice(0,O4).map(({node:e,callsign:M,talks:r,seconds:t},i)=>o`<div role="listitem" class="station-bar" style="--y:${i*26}px">
        <span class="ellipsis">${M??C(e)}</span>
        <span class="track"><i style=${Z5({width:`${t/V*100}%`})}></i></span>
        <span class="number" title=${H("count_talks",{count:r})}>${_(t)}</span>
      </div>`)}
  </div>`},Z0=L=>L.by==="hour"?k4(L):y4(L),u0=c`
  .hours {
    display: grid;
    grid-template-columns: repeat(24, 1fr);
    gap: 3px;
    height: 96px;
  }
  .hour {
    display: flex;
    align-items: flex-end;
    border-radius: 4px;
    background: var(--surface);
    overflow: hidden;
  }
  .hour.future {
    opacity: 0.45;
  }
  .hour i {
    flex: 1;
    height: 100%;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
    transition: clip-path 200ms ease-out;
  }
  .hour.current i {
    background: var(--talk);
  }
  .hour-axis {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    margin-top: -8px;
  }
  .stations {
    --height: 158px;
  }
  .station-bar {
    display: grid;
    grid-template-columns: 88px minmax(0, 1fr) 56px;
    align-items: center;
    gap: 12px;
    min-height: 26px;
  }
  .station-bar .track {
    height: 12px;
    border-radius: 6px;
    background: var(--surface);
    overflow: hidden;
  }
  .station-bar .track i {
    display: block;
    height: 100%;
    border-radius: 6px;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
  }
  .station-bar:first-child .track i {
    background: var(--talk);
  }
  .station-bar .number {
    text-align: end;
  }
`});var b4,w4,V1,n2=l(()=>{"use strict";t5();b4=1e3,w4=5e3,V1=class{constructor(H,C){this.ask=H;this.changed=C}heed(H){H!==this.cause&&(this.askIn(this.cause===void 0?0:b4),this.cause=H)}stop(){clearTimeout(this.timer),this.cause=void 0}askIn(H){clearTimeout(this.timer),this.timer=setTimeout(()=>{this.receive()},H)}async receive(){let{cause:H}=this;try{let C=await this.ask();if(this.cause===void 0)return;this.answer=C,this.changed()}catch(C){H===this.cause&&!r5(C)&&this.askIn(w4)}}}});var u5,T4,d2,h0=l(()=>{"use strict";n2();u5="allstarlink",T4=10,d2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.asked=new V1(()=>this.hass().callWS(this.question()),V)}get calls(){return this.lastCall()?this.asked.answer?.response.calls??[]:[]}heed(){let H=this.lastCall();H&&this.asked.heed(this.hass().states?.[H]?.last_updated??"")}stop(){this.asked.stop()}server(){return this.hass().devices[this.deviceId]?.via_device_id??""}lastCall(){let H=this.server();return Object.values(this.hass().entities).find(C=>C.device_id===H&&C.platform===u5&&C.translation_key==="last_call")?.entity_id}question(){let C=(this.hass().devices[this.server()]?.identifiers??[]).find(([V])=>V===u5)?.[1];return{type:"call_service",domain:u5,service:"get_call_history",service_data:{config_entry_id:C,limit:T4},return_response:!0}}}});var O,G=l(()=>{"use strict";S();O=c`
  :host {
    position: relative;
    height: 100%;
    --receive: var(--allstarlink-receive-color, #1f9d58);
    --transmit: var(--allstarlink-transmit-color, #e0453a);
    --talk: var(--allstarlink-talk-color, var(--primary-color, #03a9f4));
    --ink: var(--primary-text-color, #212121);
    --soft: var(--secondary-text-color, #5f6368);
    --line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --surface: color-mix(in srgb, var(--ink) 5%, transparent);
    --radius: 12px;
    display: block;
    color: var(--ink);
    font-size: 14px;
    line-height: 20px;
  }
  ha-card {
    height: 100%;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    container: card / inline-size;
  }
  ha-card.fit {
    container: card / size;
  }
  /* What does not fit into the cell is scrolled to, within the card. */
  .scroll {
    position: relative;
    display: flex;
    flex-direction: column;
    flex: 1 1 auto;
    min-height: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
  }
  @container card (max-width: 240px) {
    .header {
      padding: 8px;
      gap: 6px;
    }
    h2 {
      font-size: 14px;
      line-height: 18px;
    }
  }
  @container card (max-height: 240px) {
    .header {
      padding-block: 8px 6px;
    }
  }
  .icon {
    width: 20px;
    height: 20px;
    fill: currentColor;
    flex: none;
  }
  .header {
    display: flex;
    align-items: center;
    flex: none;
    gap: 12px;
    padding: 16px 16px 12px;
  }
  h2 {
    margin: 0;
    font-size: 18px;
    line-height: 24px;
    font-weight: 500;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .soft {
    color: var(--soft);
  }
  .small {
    font-size: 12px;
    line-height: 16px;
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
    min-height: 40px;
    box-sizing: border-box;
    border-radius: 10px;
    border: 1px solid transparent;
    margin: 0;
  }
  input,
  select,
  textarea {
    background: var(--surface);
    border-color: transparent;
    padding: 0 12px;
    min-width: 0;
  }
  option {
    color: var(--primary-text-color);
    background: var(--card-background-color);
  }
  textarea {
    padding: 10px 12px;
    resize: vertical;
  }
  ::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  button {
    cursor: pointer;
    background: var(--surface);
    padding: 0 16px;
    font-weight: 500;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    -webkit-tap-highlight-color: transparent;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--ink) 11%, transparent);
  }
  button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  button.main {
    /* Dark enough for white letters, whatever the theme. */
    background: color-mix(in srgb, var(--primary-color) 78%, #000);
    color: var(--text-primary-color, #fff);
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-color) 64%, #000);
  }
  button.danger {
    background: color-mix(in srgb, var(--transmit) 88%, #000);
    color: #fff;
  }
  button.danger:hover:not(:disabled) {
    background: color-mix(in srgb, var(--transmit) 74%, #000);
  }
  button.round {
    min-height: 36px;
    width: 36px;
    padding: 0;
    border-radius: 50%;
    background: transparent;
    color: var(--soft);
  }
  .star[aria-pressed="true"] {
    color: color-mix(in srgb, #f2a600 80%, var(--ink));
  }
  button.text {
    background: transparent;
    color: color-mix(in srgb, var(--primary-color) 66%, var(--ink));
    min-height: 36px;
    padding: 0 8px;
  }
  .choice {
    display: inline-flex;
    align-self: flex-start;
    padding: 3px;
    border-radius: 10px;
    background: var(--surface);
  }
  .choice button {
    min-height: 30px;
    padding: 0 12px;
    border-radius: 8px;
    background: transparent;
    color: var(--soft);
    font-size: 13px;
  }
  .choice button[aria-pressed="true"] {
    background: var(--card-background-color, #fff);
    color: var(--ink);
    box-shadow: 0 1px 3px rgb(0 0 0 / 0.16);
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .outdated {
    position: absolute;
    inset-inline: 8px;
    inset-block-end: 8px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 8px 8px 8px 16px;
    border-radius: var(--radius);
    background: var(--card-background-color, #fff);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);
  }
  .empty {
    display: flex;
    flex-direction: column;
    align-items: center;
    justify-content: center;
    gap: 8px;
    padding: 24px 16px;
    color: var(--soft);
    text-align: center;
    text-wrap: balance;
  }
  .empty .icon {
    width: 32px;
    height: 32px;
    opacity: 0.6;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
    }
  }
`});var p2,f0=l(()=>{"use strict";n2();p2=class extends V1{get talks(){return this.answer}}});var g0,O0,k0,u,y,y0,L1,b0,w0,T0,F1,m2,R=l(()=>{"use strict";H1();g0=L=>B(L.last_keyed)??0,O0=L=>B(L.connected_since)??Number.MAX_SAFE_INTEGER,k0=L=>[...L].sort(([H,C],[V,e])=>Number(e.keyed)-Number(C.keyed)||g0(e)-g0(C)||O0(e)-O0(C)||H.localeCompare(V,void 0,{numeric:!0})),u=L=>L.callsign??L.node,y=({node:L,callsign:H,description:C,location:V})=>[H&&H!==L?L:null,C,V].filter(Boolean).join(" · "),y0=([,L],H)=>`${L.node} ${L.callsign??""} ${L.description??""} ${L.location??""}`.toLowerCase().includes(H.trim().toLowerCase()),L1=(L,H)=>{let C=[...L.values()].filter(V=>V.node===H);return C.find(V=>V.state==="established")??C[0]},b0=(L,H,C={})=>{let V=L.trim();return[...H.values(),...Object.entries(C).map(([r,t])=>({node:r,...t}))].find(({callsign:r})=>r?.toLowerCase()===V.toLowerCase())?.node??V},w0=(L,H)=>[...L.values()].filter(C=>C.node!==H),T0=L=>L.keyed.some(({node:H})=>H!==v1),F1=(L,H=!1)=>L.available?L.receiving?"receiving":H?"tail":L.transmitting?"transmitting":T0(L)?"talking":"idle":"unavailable",m2=(L,H=!1)=>L.available&&!L.receiving&&T0(L)?"talking":F1(L,H)});var R1,A1,l2=l(()=>{"use strict";R();R1=(L,{links:H,names:C,callsigns:V})=>L1(H,L)??{node:L,description:null,location:null,callsign:V?.get(L)??null,...C?.[L]},A1=(L,H)=>u(R1(L,H))});var B4,B0,P4,F4,s2,P0=l(()=>{"use strict";S();J1();C1();c3();r2();T();H1();d1();A0();c5();S0();h0();G();f0();l2();P1();N();B4=["all","talk","link"],B0=25,P4=46,F4=32,s2=class extends D{constructor(){super();this.talkerName=C=>C===v1?this.texts("local"):A1(C,{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns});this.filter="all",this.words="",this.by="hour",this.isWhole=!1}static{this.properties={...D.properties,filter:{state:!0},words:{state:!0},by:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:F(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",required:!0,selector:I1},{name:"name",selector:{text:{}}},{name:"show_chart",default:!0,selector:{boolean:{}}},{name:"max_rows",default:B0,selector:{number:{min:3,max:100,mode:"box"}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:3,rows:12,min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.activity=C?this.activityFeed(C):void 0;let V={type:"allstarlink/talks/today",device_id:C},e=new p2(()=>this.hass.callWS(V),()=>this.requestUpdate());this.today=e;let M=new d2(()=>this.hass,C??"",()=>this.requestUpdate());this.calls=M,this.stops.push(()=>e.stop(),()=>M.stop())}willUpdate(){let{node:C,activity:V}=this;if(!C?.state||C.reason)return;this.calls?.heed();let e=V?.activities.find(({type:M})=>M==="talk_ended")?.time;this.today?.heed([o0(this.hass,C.now()),C.state.available,e].join(" "))}content(){let{config:C,texts:V,activity:e,node:M}=this;if(!C||!e)return this.hollow(V("choose_node"));if(e.error)return this.hollow(this.why(e));let r=v0(e.activities,M?.talking??[],M?.links),t=x0(r,this.filter,this.words,this.talkerName),i=C.max_rows??B0,A=this.isWhole?t:t.slice(0,i),n=this.nameOf(C.device_id??""),a=C.name||V("activity");return o`<ha-card class=${this.fit} role="region" aria-label=${`${a}, ${n}`}>
      <div class="header">
        <div class="grow">
          <h2>${a}</h2>
          <div class="soft small ellipsis">${n}</div>
        </div>
        ${this.total()}
      </div>
      <div class="scroll">
      ${C.show_chart===!1?p:this.chart()} ${this.bar()} ${this.list(A)}
      ${A.length<t.length?o`<button
            class="text more"
            @click=${()=>{this.isWhole=!0}}
          >
            ${V("show_more")}
          </button>`:p}
      ${a0(this.calls?.calls??[],V,a2(this.hass),M?.now()??Date.now())}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${x(s.voice)}${C}</div></ha-card>`}total(){let V=(this.today?.talks?.talkers??[]).reduce((e,M)=>e+M.seconds,0);return o`<div class="total">
      <div class="number">${V<1?"–":_(V)}</div>
      <div class="soft small">${this.texts("talk_time_today")}</div>
    </div>`}chart(){let{texts:C,by:V}=this,e=a2(this.hass),M=this.today?.talks??{talkers:[],quarters:[]},r=M.talkers.length===0;return o`<section class="chart">
      ${this.choice(["hour","station"],V,t=>{this.by=t})}
      ${r&&V==="station"?o`<div class="empty small">${C("no_talks_today")}</div>`:Z0({today:M,by:V,hourNow:e.hour(this.node?.now()??Date.now()),times:e,texts:C,nameOf:this.talkerName})}
    </section>`}bar(){return o`<div class="bar">
      ${this.choice(B4,this.filter,C=>{this.filter=C})}
      <input
        type="search"
        placeholder=${this.texts("find")}
        aria-label=${this.texts("find")}
        .value=${this.words}
        @input=${C=>{this.words=C.target.value}}
      />
    </div>`}choice(C,V,e){return o`<div class="choice" role="group">
      ${C.map(M=>o`<button aria-pressed=${M===V?"true":"false"} @click=${()=>e(M)}>
            ${this.texts(M==="all"?"show_all_kinds":`show_${M}`)}
          </button>`)}
    </div>`}list(C){if(C.length===0){let i=this.filter!=="all"||this.words,n=(this.activity&&!i?this.why(this.activity):"")||this.texts(i?"nothing_found":"nothing_happened");return o`<div class="empty">${x(s.quiet)}${n}</div>`}let V=a2(this.hass),M=V.date(this.node?.now()??Date.now()),r=[],t=0;for(let i of C){let A=V.date(i.at);if(A!==M){let n=V.day(i.at);r.push({key:A,y:t,draw:a=>this.day(n,a)}),t+=F4}M=A,r.push({key:i.key,y:t,draw:n=>this.row(i,V,n)}),t+=P4}return o`<div class="list stack" role="list" style="--height:${t}px">
      ${w(r,({key:i})=>i,i=>i.draw(i.y))}
    </div>`}day(C,V){return o`<div class="day small soft" role="presentation" style="--y:${V}px">${C}</div>`}row(C,V,e){let{kind:M,type:r,node:t,at:i,isLive:A,late:n,digits:a,unit:m}=C,d=A?this.node?.releasedOf(t):void 0,v=this.talkerName(t),Z=d?.until??this.node?.now()??i,h=A?(Z-i)/1e3:C.duration,k=this.lasted(M,h);return a1([e,r,v,i,k,A,d,a,m,C.direction,this.texts],()=>{let b=r==="link_disconnected",z={talk:s.voice,link:b?s.unlinked:s.linked,dtmf:s.dtmf,mdc:s.voice}[M];return o`<div role="listitem" style="--y:${e}px" class="row ${M} ${A?"live":""} ${b?"gone":""}">
        <span class="badge">${x(z)}</span>
        <span class="what">
          <b class="ellipsis">${v}</b>
          <span class="soft small ellipsis">${d?this.texts("tail"):this.says(C)}${n?o` · ${this.texts("late")}`:p}</span>
        </span>
        <span class="lasted number">${k}</span>
        <time class="soft small number" datetime=${new Date(i).toISOString()}>${V.time(i)}</time>
      </div>`})}lasted(C,V){return V===null?"":C!=="talk"?U(V,this.hass.language):V<1?i0(this.hass.language):_(V)}says({type:C,isLive:V,mode:e,direction:M,digits:r,unit:t}){let{texts:i}=this;if(C==="dtmf")return i("dialled",{digits:r});if(C==="mdc")return i("mdc",{unit:t});if(C.startsWith("talk"))return i(V?"talks_now":"talked");let A=[e&&i(e),M&&i(M)].filter(Boolean).join(", ");return`${i(C)}${A?` · ${A}`:""}`}static{this.styles=[O,A2,u0,x3]}}});var F0,R0=l(()=>{"use strict";S();F0=c`
  .views {
    display: flex;
    flex: none;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 0 16px 8px;
  }
  .views select {
    min-height: 36px;
  }
  .fit {
    --far-height: 160px;
  }
  .graph {
    display: block;
    flex: none;
    width: 100%;
    font-size: 13px;
  }
  .graph text {
    text-anchor: middle;
    dominant-baseline: central;
    fill: var(--ink);
    pointer-events: none;
    font-variant-numeric: tabular-nums;
  }
  .edge {
    stroke: color-mix(in srgb, var(--ink) 34%, transparent);
    stroke-width: 2;
  }
  .edge.monitor {
    stroke-dasharray: 7 5;
  }
  .edge.local_monitor {
    stroke-dasharray: 2 4;
  }
  .edge.connecting {
    stroke-dasharray: 2 7;
    stroke: color-mix(in srgb, var(--ink) 22%, transparent);
  }
  .edge.keyed {
    stroke: var(--talk);
    stroke-width: 4;
    stroke-dasharray: 10 6;
    animation: flow 700ms linear infinite;
  }
  @keyframes flow {
    to {
      stroke-dashoffset: 16;
    }
  }
  .hub circle {
    fill: color-mix(in srgb, var(--ink) 8%, var(--card-background-color, #fff));
    stroke: color-mix(in srgb, var(--ink) 24%, transparent);
    stroke-width: 2;
    transition: fill 120ms linear;
  }
  .hub text {
    font-weight: 600;
    font-size: 15px;
  }
  .hub .count {
    font-size: 10px;
    font-weight: 400;
    fill: var(--soft);
  }
  .talking .hub circle {
    fill: color-mix(in srgb, var(--talk) 24%, var(--card-background-color, #fff));
    stroke: var(--talk);
  }
  .receiving .hub circle {
    fill: color-mix(in srgb, var(--receive) 24%, var(--card-background-color, #fff));
    stroke: var(--receive);
  }
  .transmitting .hub circle {
    fill: color-mix(in srgb, var(--transmit) 20%, var(--card-background-color, #fff));
    stroke: var(--transmit);
  }
  .unavailable .hub circle {
    stroke-dasharray: 4 4;
  }
  .receiving .hub .count,
  .transmitting .hub .count,
  .talking .hub .count {
    fill: var(--ink);
  }
  .spot {
    cursor: pointer;
  }
  .spot rect {
    fill: color-mix(in srgb, var(--ink) 6%, var(--card-background-color, #fff));
    stroke: color-mix(in srgb, var(--ink) 24%, transparent);
    stroke-width: 1.5;
  }
  .spot .dot-mark {
    fill: color-mix(in srgb, var(--ink) 26%, var(--card-background-color, #fff));
    stroke: none;
  }
  .spot.recent rect {
    stroke: color-mix(in srgb, var(--talk) 70%, transparent);
  }
  .spot.recent .dot-mark {
    fill: color-mix(in srgb, var(--talk) 62%, var(--card-background-color, #fff));
  }
  .spot.monitor .dot-mark,
  .spot.local_monitor .dot-mark {
    fill: var(--card-background-color, #fff);
    stroke: color-mix(in srgb, var(--ink) 38%, transparent);
    stroke-width: 2;
  }
  .spot.monitor.recent .dot-mark,
  .spot.local_monitor.recent .dot-mark {
    stroke: color-mix(in srgb, var(--talk) 70%, transparent);
  }
  .spot.connecting {
    opacity: 0.6;
  }
  .spot .touch {
    fill: transparent;
    stroke: none;
  }
  .spot.keyed rect {
    fill: color-mix(in srgb, var(--talk) 78%, #000);
    stroke: var(--talk);
  }
  .spot.keyed text {
    fill: var(--text-primary-color, #fff);
    font-weight: 600;
  }
  .spot.chosen rect {
    stroke: var(--ink);
    stroke-width: 2;
  }
  .spot:focus {
    outline: none;
  }
  .spot:focus-visible rect,
  .spot:focus-visible .dot-mark {
    stroke: var(--primary-color);
    stroke-width: 3;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    padding: 4px 16px 16px;
  }
  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  .dot {
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--talk);
  }
  .details {
    display: flex;
    align-items: center;
    gap: 12px;
    margin: 0 8px 8px;
    padding: 8px;
    border-radius: var(--radius);
    background: var(--surface);
  }
  .badge {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--surface);
    color: var(--soft);
  }
  @container card (max-height: 300px) {
    .legend,
    .views {
      display: none;
    }
  }
`});var R4,x1,S5=l(()=>{"use strict";w1();R();R4=L=>[...L.slice(0,5).map(u),...L.length>5?["…"]:[]].join(", "),x1=class{constructor(H){this.host=H;this.error="";this.isCalling=!1;this.ending=new Set;this.pending=new Set;this.askDisconnectAll=()=>{let{texts:H,sources:C}=this.host;this.ask({text:H("ask_disconnect_all",{count:C.links.size}),action:H("disconnect_all"),run:()=>{this.act("disconnect",{all:!0})}})}}ask(H){this.question=H,this.host.requestUpdate()}forgive(){this.error="",this.host.requestUpdate()}async act(H,C,V="allstarlink"){let e=V==="allstarlink"?{device_id:this.host.controlled}:{};return this.attempt(()=>this.host.hass.callService(V,H,{...e,...C},void 0,!1))}async attempt(H){this.forgive();try{return await H(),!0}catch(C){return this.error=await L2(this.host.hass,C),!1}finally{this.host.requestUpdate()}}askAndCall(H,C=()=>{}){let{links:V,names:e}=this.host.sources,M=b0(H.node,V,e),r=w0(V,M),t=()=>{this.call({...H,node:M},C)};if(!H.exclusive||r.length===0){t();return}let{texts:i}=this.host;this.ask({text:i("ask_exclusive",{node:H.node,count:r.length,names:R4(r)}),action:i("connect"),run:t})}async call(H,C){this.isCalling=!0;let V=await this.act("connect",{...H});this.isCalling=!1,V&&C(),this.host.requestUpdate()}askToEnd(H,C){if(!this.host.asks){C();return}let{texts:V}=this.host;this.ask({text:V("ask_disconnect",{name:H}),action:V("disconnect"),run:C})}askAndToggle({node:H,mode:C},V,e){let M=()=>{this.toggle(H,C,e)};e?this.askToEnd(V,M):M()}async toggle(H,C,V){this.pending=new Set([...this.pending,H]),await(V?this.act("disconnect",{node:H}):this.act("connect",{node:H,mode:C})),this.pending=new Set([...this.pending].filter(e=>e!==H)),this.host.requestUpdate()}askAndDisconnect(H){this.askToEnd(u(H),()=>{this.disconnect(H.node)})}async disconnect(H){this.ending=new Set([...this.ending,H]),await this.act("disconnect",{node:H}),this.ending=new Set([...this.ending].filter(C=>C!==H)),this.host.requestUpdate()}askOwn({label:H,action:C,data:V,confirm:e}){let[M="",r=""]=C.split("."),t=()=>{this.act(r,V??{},M)};e?this.ask({text:this.host.texts("ask_own",{label:H}),action:H,run:t}):t()}get canStar(){return!!(this.host.hass.user?.is_admin&&this.host.state?.can_control)}async setFavorites(H){let C={type:"allstarlink/favorites/set",device_id:this.host.controlled,favorites:H};return this.attempt(()=>this.host.hass.callWS(C))}}});var $4,E4,x2,v2,h5=l(()=>{"use strict";w1();$4=2e3,E4=3e6,x2=L=>/^[1-9]\d*$/.test(L)&&Number(L)>=$4&&Number(L)<E4,v2=class{constructor(H,C,V){this.hass=H;this.station=C;this.changed=V;this.error="";x2(C.node)&&this.ask()}get known(){let{station:H,report:C}=this;return{node:H.node,callsign:H.callsign??C?.callsign??null,description:H.description??C?.description??null,location:H.location??C?.location??null}}async ask(){try{let{response:H}=await this.hass.callWS({type:"call_service",domain:"allstarlink",service:"lookup_node",service_data:{node:this.station.node},return_response:!0});this.report=H}catch(H){this.error=await L2(this.hass,H)}this.changed()}}});var $0,c2,E0=l(()=>{"use strict";$0="allstarlink_said",c2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.changed=V;this.message="";this.scope="local";this.said=[];this.maxLength=500}get player(){let{entities:H}=this.hass();return H!==this.searched&&(this.searched=H,this.found=Object.values(H).find(({device_id:C,translation_key:V,entity_id:e})=>C===this.deviceId&&V==="on_air"&&e.startsWith("media_player."))),this.found}get current(){let H=this.hass().states?.[this.player?.entity_id??""];if(!(H?.state!=="playing"&&H?.state!=="buffering"))return{title:String(H.attributes?.media_title??""),isPlaying:H.state==="playing"}}async load(){try{let{value:H}=await this.hass().callWS({type:"frontend/get_user_data",key:$0});Array.isArray(H)&&(this.said=H.filter(C=>typeof C=="string").slice(0,5))}catch{return}this.changed()}take(){let H=this.message.trim();this.said=[H,...this.said.filter(V=>V!==H)].slice(0,5),this.message="";let C={type:"frontend/set_user_data",key:$0,value:this.said};return this.hass().callWS(C).catch(()=>{}),{message:H,scope:this.scope}}}});var D4,D0,_4,_0,N0,Z2=l(()=>{"use strict";S();T();D4=["id","time","version"],D0=({texts:L,buttons:H,onKeypad:C,onMacro:V,onAir:e,onAnnounce:M,onOwn:r})=>o`<div class="actions" role="group" aria-label=${L("actions")}>
    <button class="chip" data-place="action" @click=${C}>${x(s.dtmf)}${L("keypad")}</button>
    <button class="chip" data-place="action" @click=${V}>${x(s.macro)}${L("macro")}</button>
    ${e?o`<button class="chip air ${e.isBusy?"busy":""}" data-place="action" @click=${e.ask}>
          ${x(s.air)}${L("on_air")}
        </button>`:p}
    <select
      class="chip"
      aria-label=${L("announce")}
      @change=${t=>{let i=t.target,{value:A}=i;i.value="",M(A)}}
    >
      <option value="" selected>${L("announce")}</option>
      ${D4.map(t=>o`<option value=${t}>${L(`announce_${t}`)}</option>`)}
    </select>
    ${H.map(t=>o`<button class="chip" data-place="action" @click=${()=>r(t)}>${t.label}</button>`)}
  </div>`,_4=[..."123A456B789C*0#D"],_0=(L,H,C)=>o`<div class="keypad">
  <input
    type="text"
    autocomplete="off"
    maxlength="31"
    aria-label=${L("digits")}
    placeholder=${L("digits")}
    .value=${H}
    @input=${V=>C(V.target.value)}
  />
  <div class="keys">
    ${_4.map(V=>o`<button type="button" @click=${()=>C(H+V)}>${V}</button>`)}
  </div>
</div>`,N0=c`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .actions > * {
    flex: none;
    max-width: 100%;
  }
  /* One line, to leave room for the links. */
  @container card (max-width: 420px) {
    .actions {
      flex-wrap: nowrap;
      margin-inline: -16px;
      padding-inline: 16px;
      overflow: auto hidden;
      scrollbar-width: none;
    }
  }
  .air.busy {
    background: color-mix(in srgb, var(--transmit) 18%, transparent);
    border-color: transparent;
  }
  .air.busy .icon {
    color: var(--transmit);
  }
  .keypad {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin-block-end: 16px;
  }
  .keys {
    display: grid;
    grid-template-columns: repeat(4, 1fr);
    direction: ltr;
    gap: 8px;
  }
  .keys button {
    min-height: 48px;
    padding: 0;
    font-size: 18px;
  }
`});var I0,$1,c1,E1,W0,U0,G0,D1=l(()=>{"use strict";I0=L=>({node:L,name:null,mode:"transceive",group:null}),$1=({favorite_list:L,favorites:H})=>L??H.map(I0),c1=(L,H)=>/^[1-9]\d{0,9}$/.test(L)&&L!==H,E1=(L,H)=>L.some(C=>C.node===H)?L.filter(C=>C.node!==H):[...L,I0(H)],W0=(L,H,C)=>{let V=L.findIndex(t=>t.node===H),e=V+C,M=L[V];if(!M||e<0||e>=L.length)return L;let r=L.filter(t=>t!==M);return[...r.slice(0,e),M,...r.slice(e)]},U0=(L,H,C)=>L.map(V=>V.node===H?{...V,...C}:V),G0=L=>{let H=new Map;for(let C of L){let V=C.group??"";H.set(V,[...H.get(V)??[],C])}return[...H]}});var N4,z0,I4,W4,Q0,f5=l(()=>{"use strict";S();C1();T();D1();N4=["transceive","monitor"],z0=L=>{let{hass:H,deviceId:C,texts:V,ownNode:e,draft:M,typed:r,onDraft:t,onTyped:i}=L,A=[...new Set(M.map(({group:a})=>a).filter(Boolean))],n=a=>{let m=c1(a,e)&&!M.some(d=>d.node===a);i(""),m&&t(E1(M,a))};return o`<div class="fields favorites-form">
    <datalist id="groups">${A.map(a=>o`<option value=${a}></option>`)}</datalist>
    ${M.length===0?o`<div class="soft">${V("no_favorites")}</div>`:p}
    <ol>
      ${w(M,({node:a})=>a,(a,m)=>I4(L,a,m))}
    </ol>
    <div class="adding">
      <allstarlink-station-input
        .hass=${H}
        .deviceId=${C}
        .texts=${V}
        .label=${V("add_favorite")}
        .value=${r}
        @typed=${a=>i(a.detail)}
        @choose=${a=>n(a.detail.node)}
        @keydown=${a=>{a.key!=="Enter"||!(a.composedPath()[0]instanceof HTMLInputElement)||(a.preventDefault(),n(r.trim()))}}
      ></allstarlink-station-input>
      <button
        type="button"
        class="round"
        aria-label=${V("add")}
        ?disabled=${!c1(r.trim(),e)}
        @click=${()=>n(r.trim())}
      >
        ${x(s.plus)}
      </button>
    </div>
  </div>`},I4=(L,H,C)=>{let{texts:V,draft:e,nameOf:M,onDraft:r}=L,{node:t,mode:i}=H,A=H.name??M(t),n=d=>r(U0(e,t,d)),a=(d,v)=>o`<button
    type="button"
    class="round"
    data-moves=${`${t} ${d}`}
    aria-label=${V(d<0?"move_up":"move_down",{name:A})}
    ?disabled=${C===v}
    @click=${Z=>{r(W0(e,t,d)),W4(Z.currentTarget)}}
  >
    ${x(d<0?s.up:s.down)}
  </button>`,m=(d,v,Z)=>o`<input
    type="text"
    class=${`own-${d}`}
    maxlength="64"
    list=${d==="group"?"groups":p}
    aria-label=${`${v}, ${A}`}
    placeholder=${Z}
    .value=${H[d]??""}
    @change=${h=>n({[d]:h.target.value.trim()||null})}
  />`;return o`<li data-favorite=${t}>
    <span class="movers">${a(-1,0)}${a(1,e.length-1)}</span>
    <span class="number soft small">${t}</span>
    ${m("name",V("name"),M(t))}
    <select
      aria-label=${`${V("mode")}, ${A}`}
      @change=${d=>n({mode:d.target.value})}
    >
      ${N4.map(d=>o`<option value=${d} ?selected=${d===i}>${V(d)}</option>`)}
    </select>
    ${m("group",V("group"),V("group"))}
    <button
      type="button"
      class="round away"
      aria-label=${V("remove_favorite",{name:A})}
      @click=${()=>r(E1(e,t))}
    >
      ${x(s.close)}
    </button>
  </li>`},W4=L=>{setTimeout(()=>{let H=L.previousElementSibling??L.nextElementSibling;(L.disabled?H:L)?.focus()})},Q0=c`
  .favorites-form ol {
    display: flex;
    flex-direction: column;
    gap: 6px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .favorites-form li {
    display: grid;
    grid-template-columns: 72px 64px minmax(0, 1.4fr) minmax(0, 1.1fr) minmax(0, 1fr) 36px;
    align-items: center;
    gap: 6px;
  }
  .movers {
    display: flex;
  }
  .adding {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 36px;
    align-items: center;
    gap: 6px;
  }
  @media (max-width: 600px) {
    .favorites-form li {
      grid-template-columns: 36px minmax(0, 1fr) minmax(0, 1fr) 36px;
      grid-template-areas: "movers name name away" "movers mode group number";
      padding-block-end: 8px;
    }
    .movers {
      grid-area: movers;
      flex-direction: column;
    }
    .favorites-form .own-name {
      grid-area: name;
    }
    .favorites-form select {
      grid-area: mode;
    }
    .favorites-form .own-group {
      grid-area: group;
    }
    .favorites-form .number {
      grid-area: number;
      font-size: 10px;
      justify-self: center;
    }
    .favorites-form .away {
      grid-area: away;
    }
  }
`});var K0,q0=l(()=>{"use strict";S();K0=(L,H,C)=>o`<div class="fields">
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      autofocus
      maxlength="9"
      aria-label=${L("macro_number")}
      placeholder=${L("macro_number")}
      .value=${H}
      @input=${V=>C(V.target.value)}
    />
  </div>`});var j0,X0,g5=l(()=>{"use strict";S();j0=({texts:L,onAir:H,changed:C,onStop:V})=>{let{current:e,said:M}=H;return o`<div class="fields on-air-form">
    ${e?o`<div class="now" role="status">
          <span class="grow">${L(e.isPlaying?"on_the_air":"waits_for_quiet",{title:e.title})}</span>
          <button type="button" @click=${V}>${L("stop")}</button>
        </div>`:p}
    <textarea
      rows="3"
      autofocus
      maxlength=${H.maxLength}
      aria-label=${L("text_to_say")}
      placeholder=${L("text_to_say")}
      .value=${H.message}
      @input=${r=>{H.message=r.target.value,C()}}
    ></textarea>
    <select
      aria-label=${L("heard_by")}
      @change=${r=>{H.scope=r.target.value}}
    >
      ${["local","network"].map(r=>o`<option value=${r} ?selected=${r===H.scope}>${L(`scope_${r}`)}</option>`)}
    </select>
    ${M.length>0?o`<h3 class="soft small">${L("said_last")}</h3>
          <div class="said">
            ${M.map(r=>o`<button
                type="button"
                class="chip"
                @click=${()=>{H.message=r,C()}}
              >
                <span class="ellipsis">${r}</span>
              </button>`)}
          </div>`:p}
  </div>`},X0=c`
  .on-air-form {
    width: 352px;
    max-width: 100%;
  }
  .on-air-form h3 {
    margin: 4px 0 0;
  }
  .said {
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    gap: 6px;
  }
  .said .chip {
    max-width: 100%;
  }
  .now {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--transmit) 14%, transparent);
    overflow-wrap: anywhere;
  }
`});var Y0,U4,G4,J0,C7,O5=l(()=>{"use strict";S();T();h5();R();N();Y0=60,U4=({hass:L,texts:H,lookup:C,link:V})=>{let{report:e}=C,M=V?[`${H(V.mode)}${V.direction?`, ${H(V.direction)}`:""}`]:[];if(!e)return M;let r=[...M];return e.active!==null&&r.push(H(e.active?"registered":"not_registered")),e.keyed&&r.push(H("keyed_now")),e.uptime!==null&&r.push(H("up_for",{span:U(e.uptime,L.language)})),e.version&&r.push(`app_rpt ${e.version}`),r},G4=({texts:L,lookup:H,onLookUp:C})=>{let V=H.report?.links??[];return H.report?o`<h3 class="soft small">${L("linked_with",{count:V.length})}</h3>
    <div class="neighbors">
      ${V.slice(0,Y0).map(e=>o`<button type="button" class="chip" title=${y(e)} @click=${()=>C(e)}>
              ${u(e)}
            </button>`)}
      ${V.length>Y0?o`<span class="soft">…</span>`:p}
    </div>`:p},J0=L=>{let{hass:H,texts:C,lookup:V,isStarred:e,onStar:M}=L,{report:r,error:t,known:i}=V,A=r?.updated?(Date.now()-Date.parse(r.updated))/1e3:null,n=!r&&!t&&x2(i.node);return o`<div class="fields station-view" aria-live="polite" aria-busy=${n?"true":"false"}>
    <div class="about">
      <span class="grow soft">${y(i)||i.node}</span>
      ${e===void 0?p:o`<button
            type="button"
            class="round star"
            aria-pressed=${e?"true":"false"}
            aria-label=${C("favorite_of",{name:u(i)})}
            @click=${M}
          >
            ${x(e?s.star:s.starOutline)}
          </button>`}
    </div>
    <div>${U4(L).join(" · ")}</div>
    ${t?o`<div class="soft">${t}</div>`:p}
    ${n?o`<div class="soft">${C("asking")}</div>`:p}
    ${x2(i.node)?p:o`<div class="soft">${C("no_statistics")}</div>`}
    ${G4(L)}
    ${A===null?p:o`<div class="soft small">${C("statistics_of",{ago:P(Math.max(0,A),H.language)})}</div>`}
  </div>`},C7=c`
  .station-view {
    min-height: 200px;
  }
  .station-view h3 {
    margin: 4px 0 0;
  }
  .about {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .neighbors {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .neighbors .chip {
    padding-inline: 12px;
  }
`});var Z1,z4,k5=l(()=>{"use strict";h5();E0();Z2();f5();q0();g5();O5();D1();R();l2();Z1=class{constructor(H,C){this.host=H;this.control=C;this.digits="";this.macro="";this.draft=[];this.typed="";this.onAirOf="";this.changed=()=>this.host.requestUpdate();this.askDigits=()=>{let{texts:H}=this.host;this.digits="",this.control.ask({text:H("keypad"),action:H("send"),body:()=>_0(H,this.digits,C=>{this.digits=C,this.changed()}),canRun:()=>this.digits.trim()!=="",run:()=>{this.control.act("send_dtmf",{digits:this.digits.trim().toUpperCase()})},isHarmless:!0})};this.askMacro=()=>{let{texts:H}=this.host;this.macro="",this.control.ask({text:H("macro"),action:H("run"),body:()=>K0(H,this.macro,C=>{this.macro=C,this.changed()}),canRun:()=>/^\d+$/.test(this.macro.trim()),run:()=>{this.control.act("run_macro",{macro:this.macro.trim()})},isHarmless:!0,hasField:!0})};this.askText=()=>{let{air:H,control:C,host:V}=this;if(!H)return;let{texts:e}=V;H.load();let M=()=>{C.act("media_stop",{entity_id:H.player?.entity_id},"media_player")};C.ask({text:e("on_air"),action:e("say"),body:()=>j0({texts:e,onAir:H,changed:this.changed,onStop:M}),canRun:()=>H.message.trim()!=="",run:()=>{C.act("speak",{...H.take()})},isHarmless:!0,hasField:!0})};this.askFavorites=()=>{let{control:H,host:C}=this,{texts:V,state:e}=C;e&&(this.draft=$1(e),this.typed="",H.ask({text:V("favorites"),action:V("save"),body:()=>z0({hass:C.hass,deviceId:C.controlled,texts:V,ownNode:e.node,draft:this.draft,typed:this.typed,nameOf:M=>A1(M,C.sources),onDraft:M=>{this.draft=M,this.changed()},onTyped:M=>{this.typed=M,this.changed()}}),run:()=>{H.setFavorites(this.draft)},isHarmless:!0,isWide:!0}))};this.use={canStar:H=>this.canStar(H),isStarred:H=>this.isStarred(H),star:({node:H})=>this.star(H),lookUp:H=>this.lookUp(H)}}get air(){let{controlled:H}=this.host;return(!this.onAir||this.onAirOf!==H)&&(this.onAir=new c2(()=>this.host.hass,H,this.changed),this.onAirOf=H),this.onAir.player?this.onAir:void 0}canStar(H){return this.control.canStar&&c1(H,this.host.state?.node??"")}isStarred(H){return this.host.state?.favorites.includes(H)??!1}star(H){let{state:C}=this.host;C&&this.control.setFavorites(E1($1(C),H))}lookUp(H){let{control:C,host:V}=this,{hass:e,texts:M}=V,r=H.callsign?H:{...R1(H.node,V.sources),...z4(H)},{node:t}=r,i=new v2(e,r,this.changed),A=L1(V.sources.links,t),n=V.state?.can_control&&c1(t,V.state.node);C.ask({text:u(r),body:()=>J0({hass:e,texts:M,lookup:i,link:L1(V.sources.links,t),isStarred:this.canStar(t)?this.isStarred(t):void 0,onStar:()=>this.star(t),onLookUp:a=>this.lookUp(a)}),isWide:!0,...A&&V.state?.can_control?{action:M("disconnect"),run:()=>{C.disconnect(t)}}:n?{action:M("connect"),run:()=>C.askAndCall({node:t,mode:"transceive",permanent:!1,exclusive:!1}),isHarmless:!0}:{}})}},z4=L=>Object.fromEntries(Object.entries(L).filter(([,H])=>H!==null))});var u2,Q4,S2,H7,h2=l(()=>{"use strict";S();u2=(L,H,C)=>o`<dialog
    class=${L?.isWide?"wide":""}
    aria-labelledby="question"
    @close=${V=>{C(),V.target.returnValue==="yes"&&L?.run?.()}}
    @click=${V=>{V.target===V.currentTarget&&V.target.close()}}
  >
    ${L?Q4(L,H):p}
  </dialog>`,Q4=({text:L,body:H,action:C,canRun:V,isHarmless:e,hasField:M},r)=>o`<form method="dialog">
    <p id="question">${L}</p>
    ${H?.()??p}
    <div class="answers">
      <button value="no" class="text" data-place="answer" ?autofocus=${!M}>${r(C?"cancel":"dismiss")}</button>
      ${C?o`<button
            value="yes"
            class=${e?"main":"danger"}
            data-place="answer"
            ?disabled=${V?!V():!1}
          >
            ${C}
          </button>`:p}
    </div>
  </form>`,S2=(L,H)=>{let C=L.querySelector("dialog");H&&C&&!C.open?(C.returnValue="",C.showModal()):!H&&C?.open&&C.close()},H7=c`
  dialog {
    border: none;
    border-radius: 20px;
    padding: 24px;
    box-sizing: border-box;
    width: max-content;
    max-width: min(400px, calc(100vw - 24px));
    max-height: calc(100dvh - 24px);
    background: var(--card-background-color, #fff);
    color: inherit;
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.3);
  }
  dialog.wide {
    width: 560px;
    max-width: calc(100vw - 24px);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  dialog p {
    margin: 0 0 20px;
    font-size: 16px;
    line-height: 24px;
    overflow-wrap: anywhere;
  }
  dialog .fields {
    display: flex;
    flex-direction: column;
    gap: 8px;
    margin-block-end: 16px;
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
  @media (max-width: 480px) {
    dialog {
      padding: 16px;
    }
  }
`});var K4,f2,y5=l(()=>{"use strict";S();Z2();f5();g5();h2();O5();K4=c`
  .chip {
    min-height: 36px;
    border-radius: 18px;
    padding-block: 0;
    padding-inline: 10px 14px;
    gap: 6px;
    background: transparent;
    border-color: var(--line);
  }
  .chip .icon {
    width: 18px;
    height: 18px;
    color: var(--soft);
  }
  .chip.on {
    background: color-mix(in srgb, var(--primary-color) 18%, transparent);
    border-color: transparent;
  }
  .chip.on .icon {
    color: var(--primary-color);
  }
  .chip.pending .icon {
    animation: pulse 900ms ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.2;
    }
  }
`,f2=[K4,H7,N0,X0,Q0,C7]});var w5,g2,q4,T5,B5,b5,V7,j4,X4,L7,Y4,J4,C9,H9,V9,e7,L9,M7=l(()=>{"use strict";R();w5=12,g2=34,q4=16,T5=62,B5=18,b5=20,V7=30,j4=300,X4=L=>[...L].sort(([H,C],[V,e])=>(C.connected_since??"~").localeCompare(e.connected_since??"~")||H.localeCompare(V)),L7=L=>{let H=[],C=()=>H.reduce((M,r)=>M+r,0);for(let M=T5;C()<L;M+=B5)H.push(Math.floor(2*Math.PI*M/q4));let V=L/C(),e=L;return H.map((M,r)=>{let t=r===H.length-1?e:Math.min(e,Math.round(M*V));return e-=t,t})},Y4=L=>L7(L).flatMap((H,C)=>{let V=T5+C*B5;return Array.from({length:H},(e,M)=>{let r=-Math.PI/2+2*Math.PI*M/H+C*.35;return{dx:V*Math.cos(r),dy:V*Math.sin(r)}})}),J4=(L,H)=>{let C=L>6?128:100,V=Math.min(H/2-56,C*1.5),e=L<=2?0:-Math.PI/2+(L%2===0?Math.PI/L:0);return Array.from({length:L},(M,r)=>{let t=e+2*Math.PI*r/L;return{dx:V*Math.cos(t),dy:C*Math.sin(t)}})},C9=(L,H)=>L>w5?Y4(L):J4(L,H),H9=L=>({up:Math.max(g2,...L.map(({dy:H})=>V7/2-H)),down:Math.max(g2,...L.map(({dy:H})=>V7/2+H))}),V9=(L,H,C,V,e)=>H.map(([M,r],t)=>({key:`${L.id} ${M}`,hub:L,link:r,x:V+(C[t]?.dx??0),y:e+(C[t]?.dy??0),isDot:H.length>w5,label:u(r)})),e7=(L,H)=>{let C=new Set(L.map(({node:a})=>a)),V=L.map(a=>X4([...a.links].filter(([,m])=>!C.has(m.node)))),e=Math.max(...V.map(({length:a})=>a>w5?L7(a).length:0)),M=Math.max(j4,2*(T5+e*B5+b5)),r=Math.max(1,Math.min(L.length,Math.floor(H/M))),t=H/r,i=V.map(({length:a})=>C9(a,t)),A=[],n=b5;for(let a=0;a<L.length;a+=r){let m=L.slice(a,a+r),d=m.map((Z,h)=>H9(i[a+h]??[])),v=n+Math.max(...d.map(({up:Z})=>Z));m.forEach((Z,h)=>{let k=t*(h+.5),b=a+h;A.push({hub:Z,x:k,y:v,spots:V9(Z,V[b]??[],i[b]??[],k,v)})}),n=v+Math.max(...d.map(({down:Z})=>Z))+b5}return{width:H,height:Math.max(n,120),clusters:A,bridges:L9(A)}},L9=L=>{let H=new Map(L.map(V=>[V.hub.node,V])),C=new Map;for(let V of L)for(let e of V.hub.links.values()){let M=H.get(e.node);if(!M||M===V)continue;let r=[V.hub.node,e.node].sort().join(" "),t=C.get(r);t?e.keyed&&(t.link={...t.link,keyed:!0}):C.set(r,{from:V,to:M,link:e})}return[...C.values()]}});var e9,M9,r9,t9,O2,r7=l(()=>{"use strict";S();J1();C1();r2();T();H1();R0();S5();k5();d1();y5();h2();G();R();M7();N();e9=["links","graph","list","map"],M9=10*6e4,r9=280,t9=["transceive","monitor","local_monitor","connecting"],O2=class extends D{constructor(){super();this.control=new x1(this);this.dialogs=new Z1(this,this.control);this.feeds=new Map;this.measured=new ResizeObserver(([C])=>{let V=Math.floor(C?.contentRect.width??0);V>0&&(this.width=V)});this.move=C=>{let V={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[C.key],{spots:e}=this,M=C.target.closest("[data-key]")?.dataset.key;if(C.key==="Escape"&&this.choose(""),M&&(C.key==="Enter"||C.key===" ")&&(C.preventDefault(),this.toggle(M)),!V||e.length===0)return;C.preventDefault();let r=e.findIndex(({key:i})=>i===this.chosen),t=e[(r+V+e.length)%e.length];t&&(this.choose(t.key),this.updateComplete.then(()=>{let i=`[data-key="${CSS.escape(t.key)}"]`;this.renderRoot.querySelector(i)?.focus()}))};this.width=0,this.chosen=""}static{this.properties={...D.properties,width:{state:!0},chosen:{state:!0},view:{state:!0},device:{state:!0}}}static getStubConfig(C){return{device_id:X(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",selector:W5},{name:"name",selector:{text:{}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name==="device_id"?"server":C.name}`)}}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:3,rows:8,min_rows:3}}get shownNodes(){let C=this.config?.device_id;return F(this.hass).filter(V=>!C||V.id===C||V.via_device_id===C).map(V=>V.id)}start(){this.feeds=new Map(this.shownNodes.map(C=>[C,this.nodeFeed(C)])),this.measured.observe(this),this.stops.push(()=>this.measured.disconnect())}devicesChanged(){this.shownNodes.join()!==[...this.feeds.keys()].join()&&this.restart()}content(){let{texts:C,config:V}=this,e=this.hubs();if(e.length===0){let[A]=this.feeds.values(),n=A?this.why(A):C("choose_server");return o`<ha-card><div class="empty">${x(s.tower)}${n}</div></ha-card>`}let M=e.reduce((A,n)=>A+n.links.size,0),r=this.nameOf(V?.device_id??"");this.graph=this.shownView==="links"&&this.width>0?e7(e,Math.max(this.width,r9)):void 0;let t=[C("count_nodes",{count:e.length}),C("count_links",{count:M})],i=V?.name||r||C("network");return o`<ha-card class=${this.fit} role="region" aria-label=${`${C("network")}, ${i}`}>
      <div class="header">
        <div class="grow">
          <h2>${i}</h2>
          <div class="soft small ellipsis">${t.join(" · ")}</div>
        </div>
      </div>
      ${this.choice()}
      ${this.shownView==="links"?o`<div class="scroll">${this.graph?this.picture(this.graph):p} ${this.legend()}</div>
            ${this.details()}`:o`<div class="scroll">${this.far(this.shownView)}</div>`}
      ${u2(this.control.question,C,()=>this.control.ask(void 0))}
    </ha-card>`}get shownView(){return this.view??this.config?.view??"links"}choice(){let{texts:C,shownView:V}=this,e=[...this.feeds.keys()];return o`<div class="views">
      <div class="choice" role="group" aria-label=${C("view")}>
        ${e9.map(M=>o`<button
            aria-pressed=${M===V?"true":"false"}
            @click=${()=>{this.view=M}}
          >
            ${C(`view_${M}`)}
          </button>`)}
      </div>
      ${V!=="links"&&e.length>1?o`<select
            aria-label=${C("option_device_id")}
            @change=${M=>{this.device=M.target.value}}
          >
            ${e.map(M=>o`<option value=${M} ?selected=${M===this.controlled}>${this.nameOf(M)}</option>`)}
          </select>`:p}
    </div>`}far(C){return o`<allstarlink-far-network
      .hass=${this.hass}
      .texts=${this.texts}
      .deviceId=${this.controlled}
      .feed=${this.feeds.get(this.controlled)}
      .view=${C}
      @lookup=${V=>this.dialogs.lookUp(V.detail)}
    ></allstarlink-far-network>`}get controlled(){let C=[...this.feeds.keys()],V=M=>this.feeds.get(M)?.state?.network_nodes??0,[e=""]=C.sort((M,r)=>V(r)-V(M));return this.device!==void 0&&this.feeds.has(this.device)?this.device:e}get state(){return this.feeds.get(this.controlled)?.state}get sources(){return{links:this.feeds.get(this.controlled)?.links??new Map,names:this.state?.names}}get asks(){return!0}updated(C){super.updated(C),S2(this.renderRoot,this.control.question)}hubs(){return[...this.feeds].flatMap(([C,{state:V,links:e,error:M}])=>V&&!M?[{id:C,node:V.node,links:e}]:[])}get spots(){return this.graph?.clusters.flatMap(({spots:C})=>C)??[]}get chosenSpot(){return this.spots.find(({key:C})=>C===this.chosen)}picture(C){let{width:V,height:e,clusters:M,bridges:r}=C;return this.tabbable=this.chosenSpot??this.spots[0],o`<svg
      class="graph"
      viewBox="0 0 ${V} ${e}"
      style="aspect-ratio:${V}/${e}"
      role="group"
      aria-label=${this.texts("network")}
      @keydown=${this.move}
    >
      ${r.map(t=>this.bridge(t))} ${M.map(t=>this.cluster(t))}
    </svg>`}bridge({from:C,to:V,link:e}){return $`<line class="edge ${e.mode} ${e.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V.x} y2=${V.y} />`}cluster(C){let{hub:V,x:e,y:M,spots:r}=C,t=this.feeds.get(V.id),i=t?.tail!==void 0,A=t?.state?F1(t.state,i):"unavailable",n=t?.state?.network_nodes??0,a=this.nameOf(V.id),m=[...r].sort((d,v)=>Number(d.link.keyed)-Number(v.link.keyed));return $`<g class=${t?.state?m2(t.state,i):A}>
      ${r.map(d=>a1([d.x,d.y,d.link.mode,d.link.keyed,d.isDot],()=>this.edge(C,d)))}
      <g class="hub" role="img" aria-label=${`${a}: ${this.texts(A)}`}>
        <circle cx=${e} cy=${M} r=${g2} />
        <text x=${e} y=${M-2}>${V.node}</text>
        <text class="count" x=${e} y=${M+14}>${A==="unavailable"?this.texts("unavailable"):n>V.links.size?this.texts("short_network",{count:n}):this.texts(A)}</text>
      </g>
      ${w(m,d=>d.key,d=>this.spot(d))}
    </g>`}edge(C,{x:V,y:e,link:M,isDot:r}){return r&&!M.keyed?p:$`<line class="edge ${M.mode} ${M.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V} y2=${e} />`}spot(C){let{link:V,x:e,y:M,isDot:r,label:t,key:i}=C,A=B(V.last_keyed),n=this.feeds.get(C.hub.id)?.now()??Date.now(),a=A!==null&&n-A<M9,m=i===this.chosen,d=C===this.tabbable;return a1([e,M,t,V.mode,V.keyed,a,m,d,r,this.texts],()=>{let v=Math.max(44,t.length*7.6+20),Z=r&&!V.keyed&&!m?p:t,h=Math.min(Math.max(e,v/2+2),this.width-v/2-2);return $`<g class="spot ${V.mode} ${V.keyed?"keyed":""} ${a?"recent":""} ${m?"chosen":""}"
        role="button" tabindex=${d?0:-1} data-key=${i}
        aria-label=${this.spoken(V)} aria-pressed=${m?"true":"false"}
        @click=${()=>this.toggle(i)}>
        <title>${this.spoken(V)}</title>
        ${Z===p?$`<circle class="dot-mark" cx=${e} cy=${M} r="6" /><circle class="touch" cx=${e} cy=${M} r="10" />`:$`<rect x=${h-v/2} y=${M-14} width=${v} height="28" rx="14" />
              <text x=${h} y=${M}>${Z}</text>`}
      </g>`})}spoken(C){let V=[u(C),y(C),this.texts(C.mode)];return C.keyed&&V.push(this.texts("talks_now")),V.filter(Boolean).join(", ")}legend(){let C=[...this.feeds.values()].flatMap(({links:e})=>[...e.values()]),V=t9.filter(e=>C.some(M=>M.mode===e));return o`<div class="legend small soft" aria-hidden="true">
      ${V.map(e=>o`<span>
          <svg width="26" height="8"><line class="edge ${e}" x1="1" y1="4" x2="25" y2="4" /></svg>
          ${this.texts(e)}
        </span>`)}
      <span><i class="dot"></i>${this.texts("talks_now")}</span>
    </div>`}details(){let C=this.chosenSpot;if(!C)return p;let{texts:V,hass:e}=this,{link:M}=C,r=this.feeds.get(C.hub.id)?.now()??Date.now(),t=B(M.connected_since),i=B(M.last_keyed),A=[[V(M.mode),M.direction&&V(M.direction)].filter(Boolean).join(", "),t===null?"":`${V("connected")}: ${U((r-t)/1e3,e.language)}`,M.keyed?V("talks_now"):i===null?"":`${V("heard")}: ${P((r-i)/1e3,e.language)}`];return o`<div class="details" aria-live="polite">
      <span class="badge">${x(i2[M.kind])}</span>
      <div class="grow">
        <b>${u(M)}</b> <span class="soft">${y(M)||V(`kind_${M.kind}`)}</span>
        <div class="soft small">${A.filter(Boolean).join(" · ")}</div>
      </div>
      <button class="round" aria-label=${V("dismiss")} @click=${()=>this.choose("")}>${x(s.close)}</button>
    </div>`}choose(C){this.chosen=C}toggle(C){this.choose(C===this.chosen?"":C)}static{this.styles=[O,f2,F0]}}});var P5,k2,t7=l(()=>{"use strict";P5=(L,H)=>(L[`${H}_action`]?.action??"none")!=="none",k2=class{constructor(H,C){this.host=H;this.actions=C;this.down=0;this.press=()=>{this.down=Date.now()};this.click=H=>{H.detail>0&&Date.now()-this.down>=500?this.fire("hold"):P5(this.actions(),"double_tap")?this.waiting===void 0?this.waiting=window.setTimeout(()=>this.end("tap"),250):(clearTimeout(this.waiting),this.end("double_tap")):this.fire("tap")};this.key=H=>{H.key!=="Enter"&&H.key!==" "||!this.isSet||(H.preventDefault(),this.fire("tap"))}}get isSet(){return["tap","hold","double_tap"].some(H=>P5(this.actions(),H))}end(H){this.waiting=void 0,this.fire(H)}fire(H){let C=this.actions();P5(C,H)&&this.host.dispatchEvent(new CustomEvent("hass-action",{bubbles:!0,composed:!0,detail:{config:C,action:H}}))}}});var y2,i7=l(()=>{"use strict";y2=class{constructor(H,C){this.changed=H;this.hasFocus=C;this.rows=[];this.isOver=!1;this.until=0;this.enter=()=>{this.isOver=!0};this.leave=()=>{this.isOver=!1,this.rest()};this.rest=()=>{this.until=Date.now()+1e3,clearTimeout(this.timer),this.timer=setTimeout(this.changed,1e3)}}get isHeld(){return this.isOver||Date.now()<this.until||this.hasFocus()}reset(){this.rows=[],this.until=0}stop(){clearTimeout(this.timer),this.isOver=!1,this.reset()}arrange(H,C){if(this.isHeld&&this.rows.length>0){let V=new Map(H),e=this.rows.map(({id:t,item:i})=>{let A=V.get(t);return{id:t,item:A??i,isGone:A===void 0}}),M=new Set(e.map(({id:t})=>t)),r=H.filter(([t])=>!M.has(t)).slice(0,Math.max(0,C-e.length));this.rows=[...e,...r.map(([t,i])=>({id:t,item:i,isGone:!1}))]}else this.rows=H.slice(0,C).map(([V,e])=>({id:V,item:e,isGone:!1}));return this.rows}}});var i9,o9,a9,o7,a7,A7=l(()=>{"use strict";S();T();D1();N();i9=(L,{texts:H,language:C,now:V})=>{if(!L||L.active===null)return H("activity_unknown");if(!L.active)return H("not_registered");let e=[H(L.keyed?"keyed_lately":"registered")];return L.links!==null&&e.push(H("count_links",{count:L.links})),L.time&&e.push(P(Math.max(0,(V-Date.parse(L.time))/1e3),C)),e.join(", ")},o9=L=>!L||L.active===null?"unknown":L.active?L.keyed?"keyed":"active":"inactive",a9=(L,H)=>{let{texts:C,scanned:V,pending:e,linkOf:M,nameOf:r,onToggle:t}=L,{node:i}=H,A=M(i),n=A?.state==="established",a=e.has(i)||A?.state==="connecting",m=r(H),d=V?.get(i),v=V?i9(d,L):"",Z=C(n?"disconnect_from":"connect_to",{name:m});return o`<button
    class="chip ${n?"on":""} ${a?"pending":""}"
    aria-pressed=${n?"true":"false"}
    aria-busy=${a?"true":"false"}
    data-place="chip"
    data-favorite=${i}
    ?disabled=${e.has(i)}
    title=${v?`${Z} (${v})`:Z}
    @click=${()=>t(H,m,n||a)}
  >
    ${x(n?s.star:s.starOutline)}<span class="ellipsis">${m}</span>
    ${V?o`<i class="scan ${o9(d)}" aria-hidden="true"></i
          ><span class="count number small" aria-hidden="true">${d?.links??""}</span
          ><span class="unseen">${v}</span>`:p}
  </button>`},o7=L=>{let{texts:H,favorites:C,onEdit:V}=L;if(C.length===0&&!V)return p;let e=G0(C),M=e.length-1,r=V?o`<button
        class=${C.length?"round":"text"}
        data-place="edit"
        aria-label=${H("edit_favorites")}
        title=${H("edit_favorites")}
        @click=${V}
      >
        ${x(C.length?s.edit:s.starOutline)}${C.length?p:H("favorites")}
      </button>`:p;return M<0?o`<div class="chips">${r}</div>`:o`${e.map(([t,i],A)=>o`<div class="chips" role="group" aria-label=${t||H("favorites")}>
      ${t?o`<span class="soft small group-name">${t}</span>`:p}
      ${i.map(n=>a9(L,n))} ${A===M?r:p}
    </div>`)}`},a7=c`
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .group-name {
    flex: 1 0 100%;
  }
  .chip .scan {
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    box-shadow: inset 0 0 0 1.5px var(--soft);
  }
  .scan.active {
    background: color-mix(in srgb, var(--receive) 80%, transparent);
    box-shadow: none;
  }
  .scan.keyed {
    background: var(--talk);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--talk) 30%, transparent);
  }
  .scan.unknown {
    opacity: 0.4;
  }
  .chip .count {
    /* Room for three digits: nothing moves when they change. */
    min-width: 3ch;
    text-align: start;
    color: var(--soft);
  }
`});var n7,A9,d7,p7,m7,l7=l(()=>{"use strict";S();J1();C1();T();H1();R();N();n7=(L,H)=>{let C=B(L);return C===null?null:Math.max(0,(H-C)/1e3)},A9=(L,{item:H,isGone:C},V)=>{let{texts:e,language:M,now:r,canControl:t,use:i}=L,A=n7(H.connected_since,r),n=n7(H.last_keyed,r),a=A===null?"":U(A,M),m=H.keyed&&!C,d=m?e("talks_now"):n===null?"":P(n,M),v=L.ending.has(H.node),Z=i?.canStar(H.node)?i.isStarred(H.node):void 0;return a1([H,C,V,a,d,t,v,Z,e],()=>{let h=H.state==="connecting",k=e(C?"link_disconnected":H.mode),b=H.direction&&!C?e(H.direction):"",z=y(H)||e(`kind_${H.kind}`);return o`<div
      role="row"
      class="link ${m?"keyed":""} ${h?"connecting":""} ${C?"gone":""} ${Z===void 0?"":"can-star"}"
      data-place="row"
      data-at=${V}
      style="--y:calc(${V} * var(--row))"
      data-node=${H.node}
    >
      <span role="cell" class="badge" title=${e(`kind_${H.kind}`)}>
        ${x(m?s.voice:i2[H.kind])}
        ${m?o`<span class="unseen">${e("talks_now")}</span>`:p}
      </span>
      <span role="cell" class="who">
        ${t&&i?o`<button class="station" title=${e("look_up",{name:u(H)})} @click=${()=>i.lookUp(H)}>
              ${d7(H,z)}
            </button>`:o`<span class="station">${d7(H,z)}</span>`}
      </span>
      <span role="cell" class="mode soft" title=${`${k}${b?`, ${b}`:""}`}>
        ${x(C?s.unlinked:x5[H.mode])}
        <span class="ellipsis">${k}${b?o`<span class="way">, ${b}</span>`:p}</span>
      </span>
      <span role="cell" class="up soft number">${a}</span>
      <span role="cell" class="heard number ${m?"":"soft"}">${d}</span>
      ${t?o`<span role="cell" class="end">
            ${Z===void 0||!i?p:o`<button
                  class="round star"
                  ?disabled=${C}
                  aria-pressed=${Z?"true":"false"}
                  aria-label=${e("favorite_of",{name:u(H)})}
                  @click=${()=>i.star(H)}
                >
                  ${x(Z?s.star:s.starOutline)}
                </button>`}
            <button
              class="round away"
              ?disabled=${v||C}
              aria-label=${e("disconnect_from",{name:u(H)})}
              title=${e("disconnect")}
              @click=${()=>L.onDisconnect(H)}
            >
              ${x(v?x5.connecting:s.close)}
            </button>
          </span>`:p}
    </div>`})},d7=(L,H)=>o`<b class="ellipsis">${u(L)}</b> <span class="soft small ellipsis">${H}</span>`,p7=L=>{let{texts:H,canControl:C,rows:V,order:e}=L;return o`<div
    role="table"
    class="links ${C?"controls":""}"
    aria-label=${H("links")}
    aria-rowcount=${V.length+1}
    @pointerenter=${e.enter}
    @pointerleave=${e.leave}
    @focusout=${e.rest}
  >
    <div role="row" class="head small soft">
      <span role="columnheader"><span class="unseen">${H("kind")}</span></span>
      <span role="columnheader">${H("station")}</span>
      <span role="columnheader">${H("mode")}</span>
      <span role="columnheader">${H("connected")}</span>
      <span role="columnheader">${H("heard")}</span>
      ${C?o`<span role="columnheader"><span class="unseen">${H("disconnect")}</span></span>`:p}
    </div>
    <div role="rowgroup" class="stack" style="--height:calc(${V.length} * var(--row))">
      ${w(V,({id:M})=>M,(M,r)=>A9(L,M,r))}
    </div>
  </div>`},m7=c`
  .links {
    --row: 52px;
    padding: 0 8px 8px;
  }
  .links [role="row"] {
    display: grid;
    grid-template-columns: 36px minmax(0, 2.2fr) minmax(0, 1.9fr) minmax(0, 1.1fr) minmax(0, 1fr);
    align-items: center;
    gap: 0 12px;
    padding: 0 8px;
    border-radius: var(--radius);
  }
  .links.controls [role="row"] {
    grid-template-columns:
      36px minmax(0, 2.2fr) minmax(0, 1.9fr) minmax(0, 1.1fr) minmax(0, 1fr)
      72px;
  }
  .links .head {
    min-height: 28px;
  }
  .link {
    height: var(--row);
    contain: layout style;
    content-visibility: auto;
    contain-intrinsic-size: auto 52px;
    transition:
      transform 160ms ease-out,
      background-color 120ms linear;
  }
  .link.keyed {
    background: color-mix(in srgb, var(--talk) 15%, transparent);
  }
  .badge {
    display: grid;
    place-items: center;
    width: 36px;
    height: 36px;
    border-radius: 50%;
    background: var(--surface);
    color: var(--soft);
  }
  .keyed .badge {
    background: var(--talk);
    color: var(--text-primary-color, #fff);
  }
  .who {
    min-width: 0;
  }
  .station {
    display: flex;
    flex-direction: column;
  }
  button.station {
    width: 100%;
    min-height: 44px;
    gap: 0;
    padding: 0 8px;
    margin-inline: -8px;
    align-items: flex-start;
    background: transparent;
    font-weight: 400;
    text-align: start;
  }
  .station > * {
    max-width: 100%;
  }
  .station b {
    font-size: 15px;
    font-weight: 500;
  }
  .mode {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  .mode .icon {
    width: 18px;
    height: 18px;
  }
  .keyed .soft {
    color: color-mix(in srgb, var(--ink) 78%, transparent);
  }
  .keyed .heard {
    font-weight: 600;
  }
  .connecting .mode .icon {
    animation: turn 1.6s linear infinite;
  }
  .link.gone {
    opacity: 0.55;
  }
  .connecting b {
    color: var(--soft);
  }
  @keyframes turn {
    to {
      transform: rotate(-360deg);
    }
  }
  .end {
    display: flex;
    justify-self: end;
  }
  @container card (max-width: 520px) {
    .links {
      --row: 56px;
    }
    .links .head {
      position: absolute;
      width: 1px;
      height: 1px;
      min-height: 0;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .links .link[role="row"] {
      grid-template-columns: 36px minmax(0, 1fr) 76px;
      grid-template-areas: "badge station heard" "badge mode up";
      align-content: center;
      row-gap: 0;
      contain-intrinsic-size: auto 56px;
    }
    /* The star stands where the kind does, unless it talks. */
    .links.controls .link[role="row"] {
      position: relative;
      grid-template-columns: 36px minmax(0, 1fr) 76px 36px;
      grid-template-areas: "badge station heard end" "badge mode up end";
    }
    .link.can-star:not(.keyed) .badge {
      visibility: hidden;
    }
    .link.keyed .star {
      display: none;
    }
    .link .star {
      position: absolute;
      inset-inline-start: 8px;
      inset-block-start: 10px;
    }
    .badge {
      grid-area: badge;
    }
    .who {
      grid-area: station;
    }
    .station,
    button.station {
      flex-direction: row;
      align-items: baseline;
      justify-content: start;
      gap: 8px;
      min-width: 0;
      min-height: 24px;
    }
    .station .small {
      flex: 1 100 0;
      min-width: 0;
    }
    .mode {
      grid-area: mode;
      gap: 4px;
      font-size: 12px;
      line-height: 16px;
    }
    .mode .icon {
      width: 14px;
      height: 14px;
    }
    .heard {
      grid-area: heard;
      white-space: nowrap;
    }
    .up {
      grid-area: up;
      white-space: nowrap;
      font-size: 12px;
      line-height: 16px;
    }
    .end {
      grid-area: end;
    }
  }
  @container card (max-width: 300px) {
    .links {
      padding: 0;
    }
    .links .link[role="row"] {
      grid-template-columns: minmax(0, 1fr);
      grid-template-areas: "station" "mode";
    }
    .links.controls .link[role="row"] {
      grid-template-columns: minmax(0, 1fr) 36px;
      grid-template-areas: "station end" "mode end";
    }
    .links .heard,
    .links .up,
    .links .star,
    .links .badge {
      display: none;
    }
  }
`});var F5,n9,d9,p9,m9,s7,v7,x7=l(()=>{"use strict";S();T();H1();N();F5=(L,H)=>{let C=B(L);return C===null?null:Math.max(0,(H-C)/1e3)},n9=o`<span class="wave" aria-hidden="true"><i></i><i></i><i></i><i></i></span>`,d9=L=>{let{texts:H,state:C,condition:V,tail:e,nameOf:M,detailOf:r}=L,t=V==="tail"?e:C.keyed.at(-1),i=V==="tail"&&e?e.until:L.now,A=C.keyed.slice(0,-1).reverse(),n=t?F5(t.since,i):null;return o`<section class="talker on-air">
    <div class="grow">
      <div class="word">${t&&V!=="tail"?n9:p}${H(V)}</div>
      ${t?o`<div class="name ellipsis">${M(t.node)}</div>
            <div class="soft ellipsis detail">${r(t.node)}</div>`:o`<div class="name quiet">${H("nobody_keyed")}</div>`}
      ${A.length>0?o`<div class="small ellipsis">
            ${H("also_keyed",{names:A.map(({node:a})=>M(a)).join(", ")})}
          </div>`:p}
    </div>
    ${n===null?p:o`<div class="clock number" role="timer" aria-label=${H("talking_for")}>
          ${_(n)}
        </div>`}
  </section>`},p9=({hass:L,texts:H,state:C,now:V,nameOf:e})=>{let M=F5(C.last_heard,V);return o`<section class="talker">
    <div class="grow">
      <div class="word soft">${H("idle")}</div>
      ${M===null||!C.last_heard_node?o`<div class="name quiet">${H("nothing_heard")}</div>`:o`<div class="name quiet ellipsis">${e(C.last_heard_node)}</div>
            <div class="soft">
              ${H("last_heard_ago",{ago:P(M,L.language)})}
            </div>`}
    </div>
  </section>`},m9=({hass:L,texts:H,state:C,now:V})=>{let e=F5(C.lost_at,V);return o`<section class="talker gone" role="status">
    ${x(s.offline)}
    <div class="grow">
      <div class="word">${H("unavailable")}</div>
      <div class="reason">${H(`reason_${C.reason??"not_loaded"}`,{server:C.server})}</div>
      ${e===null?p:o`<div class="soft small number">
            ${H("gone_for",{span:e<60?_(e):U(e,L.language)})}
          </div>`}
    </div>
  </section>`},s7=L=>{switch(L.condition){case"unavailable":return m9(L);case"idle":return p9(L);default:return d9(L)}},v7=c`
  .talker {
    display: flex;
    flex: none;
    align-items: center;
    gap: 16px;
    /* The same whoever talks, and how many: nothing below it moves at a key-up. */
    height: 118px;
    box-sizing: border-box;
    margin: 0 16px;
    padding: 12px 16px;
    border-radius: var(--radius);
    background: var(--surface);
    transition: background-color 120ms linear;
  }
  .talker.on-air {
    background: color-mix(in srgb, var(--accent) 15%, transparent);
  }
  .talker .grow {
    align-self: stretch;
    overflow: hidden;
  }
  .talker:not(.on-air) .grow {
    align-self: center;
  }
  .talker .detail {
    min-height: 20px;
  }
  .talker.gone {
    height: auto;
    min-height: 118px;
  }
  .talker.gone .icon {
    width: 28px;
    height: 28px;
    color: var(--soft);
  }
  .word {
    display: flex;
    align-items: center;
    gap: 8px;
    font-size: 12px;
    line-height: 16px;
    font-weight: 600;
    letter-spacing: 0.04em;
  }
  .on-air .word {
    color: color-mix(in srgb, var(--accent) 62%, var(--ink));
  }
  .name {
    font-size: 32px;
    line-height: 40px;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  .name.quiet {
    font-size: 22px;
    line-height: 30px;
    font-weight: 400;
  }
  .reason {
    font-size: 16px;
    line-height: 24px;
    text-wrap: pretty;
  }
  .clock {
    min-width: 2.1em;
    font-size: 36px;
    line-height: 44px;
    font-weight: 300;
    letter-spacing: -0.02em;
  }
  @container card (max-width: 340px) {
    .name {
      font-size: 26px;
      line-height: 34px;
    }
    .clock {
      font-size: 28px;
    }
  }
  @container card (max-width: 240px) {
    .talker {
      margin: 0 8px;
      padding: 8px;
    }
    .name,
    .name.quiet {
      font-size: 18px;
      line-height: 24px;
    }
    .clock {
      display: none;
    }
  }
  .wave {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    height: 14px;
  }
  .wave i {
    width: 3px;
    height: 100%;
    border-radius: 2px;
    background: var(--accent);
    animation: wave 900ms ease-in-out infinite;
    transform: scaleY(0.35);
  }
  .wave i:nth-child(2) {
    animation-delay: -650ms;
  }
  .wave i:nth-child(3) {
    animation-delay: -300ms;
  }
  .wave i:nth-child(4) {
    animation-delay: -450ms;
  }
  @keyframes wave {
    50% {
      transform: scaleY(1);
    }
  }
`});var l9,s9,v9,x9,c9,Z9,c7,Z7,u7=l(()=>{"use strict";S();C1();P1();l9=10*6e4,s9=4,v9=22,x9=.004,c9=({bars:L},H)=>o`<svg class="track" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
    ${L.map(({from:C,to:V,isLive:e})=>{let M=Math.max(x9,V-C),r=H?1-C-M:C;return $`<rect class=${e?"live":""} x=${r.toFixed(4)} y="0" width=${M.toFixed(4)} height="1" />`})}
  </svg>`,Z9=(L,H)=>o`<div class="axis small soft" aria-hidden="true">
    <span>${H("minutes_ago",{minutes:10})}</span>
    <span>${L>0?H("more_talkers",{count:L}):H("minutes_ago",{minutes:5})}</span>
    <span>${H("now")}</span>
  </div>`,c7=(L,H,C,V,e)=>{let M=s0(L,H,l9),r=M.slice(0,s9);return o`<figure class="timeline" aria-label=${C("timeline")}>
    ${r.length===0?o`<div class="lane"><span class="soft small">${C("timeline_empty")}</span></div>`:o`<div class="lanes stack">${w(r,t=>t.talker,(t,i)=>o`<div class="lane" style="--y:${i*v9}px">
            <span class="who ellipsis small">${V(t.talker)}</span>
            ${c9(t,e)}
          </div>`)}</div>`}
    ${r.length>0?Z9(M.length-r.length,C):p}
  </figure>`},Z7=c`
  .timeline {
    margin: 0;
    padding: 12px 16px;
    display: flex;
    flex-direction: column;
    flex: none;
    gap: 4px;
    /* Four lanes and the axis, however many there are. */
    height: 132px;
    box-sizing: border-box;
  }
  .lanes {
    --height: 84px;
  }
  .lane {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 18px;
  }
  .lane .who {
    width: 76px;
    flex: none;
  }
  .track {
    flex: 1;
    min-width: 0;
    height: 10px;
    border-radius: 5px;
    background: var(--surface);
    overflow: hidden;
  }
  .track rect {
    fill: color-mix(in srgb, var(--talk) 62%, transparent);
  }
  .track rect.live {
    fill: var(--accent, var(--talk));
  }
  .axis {
    display: flex;
    justify-content: space-between;
    margin-block-start: auto;
    margin-inline-start: 88px;
  }
`});var S7,h7=l(()=>{"use strict";S();S7=c`
  ha-card {
    --accent: var(--talk);
  }
  ha-card.receiving {
    --accent: var(--receive);
  }
  ha-card.transmitting {
    --accent: var(--transmit);
  }
  .acts {
    cursor: pointer;
  }
  .mark {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: color-mix(in srgb, var(--accent) 16%, transparent);
    color: var(--accent);
  }
  .idle .mark,
  .unavailable .mark {
    background: var(--surface);
    color: var(--soft);
  }
  .mark .icon {
    width: 24px;
    height: 24px;
  }
  .lamp {
    font-size: 12px;
    line-height: 24px;
    font-weight: 700;
    letter-spacing: 0.04em;
    padding: 0 8px;
    border-radius: 7px;
    color: var(--soft);
    box-shadow: inset 0 0 0 1px var(--line);
  }
  .lamp + .lamp {
    margin-inline-start: -4px;
  }
  .lamp.on {
    color: #fff;
    box-shadow: none;
  }
  .lamp.on.receive {
    background: color-mix(in srgb, var(--receive) 86%, #000);
  }
  .lamp.on.transmit {
    background: color-mix(in srgb, var(--transmit) 90%, #000);
  }
  .gap {
    height: 16px;
  }
  .controls-box {
    padding: 4px 16px 12px;
    display: flex;
    flex-direction: column;
    gap: 8px;
  }
  .error {
    position: absolute;
    z-index: 1;
    inset-inline: 8px;
    inset-block-end: 8px;
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    border-radius: var(--radius);
    background: color-mix(in srgb, var(--error-color, #db4437) 14%, var(--card-background-color, #fff));
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);
    overflow-wrap: anywhere;
  }
  .links-bar {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-block: 4px 0;
    padding-inline: 16px 8px;
    min-height: 40px;
  }
  .links-bar h3 {
    margin: 0;
    font-size: 14px;
    font-weight: 600;
    margin-inline-end: auto;
    white-space: nowrap;
  }
  .links-bar input {
    width: 160px;
    min-height: 36px;
  }
  .end-all {
    white-space: nowrap;
  }
  .more {
    align-self: center;
    margin-bottom: 8px;
  }
  /* The smaller the cell, the fewer parts: who talks is the last to go. */
  @container card (max-width: 240px) {
    .mark {
      display: none;
    }
    .lamp {
      padding: 0 4px;
      line-height: 18px;
      font-size: 10px;
    }
  }
  @container card (max-height: 460px) {
    .timeline {
      display: none;
    }
  }
  @container card (max-height: 330px) {
    .controls-box {
      display: none;
    }
  }
  @container card (max-height: 240px) {
    .talker,
    .talker.gone {
      flex: 1;
      height: auto;
      min-height: 0;
      margin-block-end: 8px;
      padding-block: 6px;
    }
    .scroll {
      display: none;
    }
  }
`});var f7,b2,g7=l(()=>{"use strict";S();r2();t7();i7();T();n5();H1();d1();S5();k5();Z2();y5();A7();l7();h2();c5();x7();u7();h7();G();R();D1();l2();P1();f7=12,b2=class extends D{constructor(){super();this.control=new x1(this);this.dialogs=new Z1(this,this.control);this.gestures=new k2(this,()=>this.config??{});this.order=new y2(()=>this.requestUpdate(),()=>this.focused?.matches(".links :focus-visible")??!1);this.talkerName=C=>C===v1?this.texts("local"):A1(C,this.sources);this.words="",this.isWhole=!1}static{this.properties={...D.properties,words:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:F(C)[0]?.id??""}}static getConfigForm(){let C=V=>({name:V,default:!0,selector:{boolean:{}}});return{schema:[{name:"device_id",required:!0,selector:I1},{name:"name",selector:{text:{}}},{name:"",type:"grid",schema:[C("show_timeline"),C("show_controls"),C("show_links"),C("confirm")]},{name:"max_links",default:f7,selector:{number:{min:1,max:100,mode:"box"}}},...["tap_action","hold_action","double_tap_action"].map(V=>({name:V,selector:{ui_action:{}}})),{name:"buttons",selector:{object:{}}}],computeLabel:(V,e)=>e(`component.allstarlink.selector.dashboard.options.option_${V.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:3,rows:12,min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.stops.push(()=>this.order.stop()),this.activity=C&&this.config?.show_timeline!==!1?this.activityFeed(C):void 0,this.scan=void 0}willUpdate(){let C=this.config?.device_id;C&&this.state?.favorites_scan&&this.state.favorites.length>0&&this.canControl&&!this.scan&&(this.scan=this.followWhileSeen(f3(this.hass.connection,C)))}get controlled(){return this.config?.device_id??""}get state(){return this.node?.state}get asks(){return this.config?.confirm!==!1}get canControl(){return!!this.state?.can_control&&this.config?.show_controls!==!1}content(){let{config:C,texts:V,node:e}=this;if(!e||!C)return this.hollow(V("choose_node"));let{state:M,error:r}=e;if(!M||r)return this.hollow(this.why(e));let t=F1(M,e.tail!==void 0),{canControl:i}=this;return o`<ha-card
      class="${m2(M,e.tail!==void 0)} ${this.fit}"
      role="region"
      aria-label=${this.heading}
    >
      ${this.header(M)} ${this.talker(M,t)}
      <div class="scroll">
      ${t!=="unavailable"&&C.show_timeline!==!1?c7(l0(this.activity?.activities??[],e.talking),e.now(),V,this.talkerName,this.isMirrored):o`<div class="gap"></div>`}
      ${i&&t!=="unavailable"?this.controls(M):p}
      ${t!=="unavailable"&&C.show_links!==!1?this.links(i):p}
      </div>
      ${this.toast()}
      ${u2(this.control.question,V,()=>this.control.ask(void 0))}
      <div class="unseen" aria-live="polite">
        ${M.keyed.map(({node:A})=>V("is_talking",{name:this.talkerName(A)}))}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${x(s.tower)}${C}</div></ha-card>`}get focused(){return this.renderRoot.activeElement}get heading(){return this.config?.name||this.nameOf(this.controlled)||this.state?.node||""}header(C){let{texts:V}=this,e=this.node?.links.size??0,M=C.available?[C.server,V("count_links",{count:e}),C.network_nodes&&C.network_nodes>e?V("count_network",{count:C.network_nodes}):null]:[C.server],{gestures:r}=this;return o`<div
      class="header ${r.isSet?"acts":""}"
      role=${r.isSet?"button":p}
      tabindex=${r.isSet?0:p}
      @pointerdown=${r.press}
      @click=${r.click}
      @keydown=${r.key}
    >
      <span class="mark">${x(s.tower)}</span>
      <div class="grow">
        <h2>${this.heading}</h2>
        <div class="soft small ellipsis">${M.filter(Boolean).join(" · ")}</div>
      </div>
      ${C.available?o`${this.lamp("RX","receive",C.receiving)} ${this.lamp("TX","transmit",C.transmitting)}`:p}
    </div>`}lamp(C,V,e){let M=`${this.texts(V)}: ${this.texts(e?"on":"off")}`;return o`<span class="lamp ${V} ${e?"on":""}" role="img" aria-label=${M} title=${M}
      >${C}</span
    >`}talker(C,V){return s7({hass:this.hass,texts:this.texts,state:C,condition:V,tail:this.node?.tail,now:this.node?.now()??Date.now(),nameOf:this.talkerName,detailOf:e=>{let M=L1(this.sources.links,e);return y(R1(e,this.sources))||(M?this.texts(`kind_${M.kind}`):"")}})}get sources(){return{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns}}controls(C){let{texts:V,control:e,dialogs:M}=this,{air:r}=M;return o`<section class="controls-box" aria-label=${V("controls")}>
      ${o7({texts:V,language:this.hass.language,now:this.node?.now()??Date.now(),favorites:$1(C),scanned:C.favorites_scan?this.scan?.favorites:void 0,pending:e.pending,linkOf:t=>L1(this.sources.links,t),nameOf:({node:t,name:i})=>i??A1(t,this.sources),onToggle:(t,i,A)=>e.askAndToggle(t,i,A),onEdit:e.canStar?M.askFavorites:void 0})}
      <allstarlink-connect-box
        .hass=${this.hass}
        .deviceId=${this.controlled}
        .texts=${V}
        .use=${M.use}
        .favorites=${C.favorites}
        .busy=${e.isCalling}
        @call=${t=>this.call(t.detail)}
      ></allstarlink-connect-box>
      ${D0({texts:V,buttons:this.config?.buttons??[],onKeypad:M.askDigits,onMacro:M.askMacro,onAir:r&&{isBusy:r.current!==void 0,ask:M.askText},onAnnounce:t=>{e.act("announce",{what:t})},onOwn:t=>e.askOwn(t)})}
    </section>`}call(C){let V=this.renderRoot.querySelector("allstarlink-connect-box");this.control.askAndCall(C,()=>V?.clear(C.node))}toast(){let{error:C}=this.control;return C?o`<div class="error" role="alert">
      <span class="grow">${C}</span>
      <button class="round" aria-label=${this.texts("dismiss")} @click=${()=>this.control.forgive()}>
        ${x(s.close)}
      </button>
    </div>`:p}links(C){let{texts:V}=this,e=k0(this.node?.links??new Map),M=this.config?.max_links??f7,r=this.words?e.filter(A=>y0(A,this.words)):e,t=this.isWhole||this.words?r.length:M,i=this.order.arrange(r,t);return e.length+i.length===0?o`<div class="empty">${x(s.unlinked)}${V("no_links")}</div>`:o`<div class="links-bar">
        <h3>${V("links")} <span class="soft number">${e.length}</span></h3>
        ${e.length>M||this.words?o`<input
              type="search"
              placeholder=${V("find")}
              aria-label=${V("find")}
              .value=${this.words}
              @input=${A=>{this.words=A.target.value,this.order.reset()}}
            />`:p}
        ${C?o`<button class="text end-all" data-place="all" @click=${this.control.askDisconnectAll}>${V("disconnect_all")}</button>`:p}
      </div>
      ${i.length===0?o`<div class="empty">${x(s.unlinked)}${V("no_link_found")}</div>`:p7({rows:i,order:this.order,texts:V,language:this.hass.language,now:this.node?.now()??Date.now(),canControl:C,ending:this.control.ending,onDisconnect:A=>this.control.askAndDisconnect(A),use:C?this.dialogs.use:void 0})}
      ${t<r.length?o`<button
            class="text more"
            data-place="more"
            @click=${()=>{this.isWhole=!0,this.order.reset()}}
          >
            ${V("show_all",{count:e.length})}
          </button>`:p}`}updated(C){super.updated(C),S2(this.renderRoot,this.control.question)}static{this.styles=[O,A2,v7,Z7,m7,f2,a7,S7]}}});var O7,k7=l(()=>{q();y1();M5();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */O7=Y(class extends W{constructor(L){if(super(L),L.type!==E.PROPERTY&&L.type!==E.ATTRIBUTE&&L.type!==E.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!m3(L))throw Error("`live` bindings can only contain a single expression")}render(L){return L}update(L,[H]){if(H===g||H===p)return H;let C=L.element,V=L.name;if(L.type===E.PROPERTY){if(H===C[V])return g}else if(L.type===E.BOOLEAN_ATTRIBUTE){if(!!H===C.hasAttribute(V))return g}else if(L.type===E.ATTRIBUTE&&C.getAttribute(V)===H+"")return g;return C2(L),H}})});var y7=l(()=>{k7()});var u9,w2,b7=l(()=>{"use strict";S();y7();G();R();u9=["transceive","monitor","local_monitor"],w2=class extends f{constructor(){super();this.submit=C=>{if(C.preventDefault(),this.busy||!this.value.trim())return;this.renderRoot.querySelector("allstarlink-station-input")?.close();let{mode:V,permanent:e,exclusive:M}=this,r={node:this.value.trim(),mode:V,permanent:e,exclusive:M};this.dispatchEvent(new CustomEvent("call",{detail:r}))};this.busy=!1,this.reset()}static{this.properties={hass:{attribute:!1},deviceId:{attribute:!1},use:{attribute:!1},favorites:{attribute:!1},texts:{attribute:!1},busy:{attribute:!1},value:{state:!0},chosen:{state:!0},mode:{state:!0},permanent:{state:!0},exclusive:{state:!0}}}clear(C){this.value.trim()===C&&this.reset()}reset(){this.value="",this.chosen=void 0,this.mode="transceive",this.permanent=!1,this.exclusive=!1}render(){let{texts:C}=this;return o`<form @submit=${this.submit}>
      <div class="bar ${this.value?"typed":""}">
        <allstarlink-station-input
          .hass=${this.hass}
          .deviceId=${this.deviceId}
          .texts=${C}
          .label=${C("number_or_callsign")}
          .value=${this.value}
          .use=${this.use}
          .favorites=${this.favorites}
          @typed=${V=>{this.value=V.detail,this.chosen=void 0}}
          @choose=${V=>{this.chosen=V.detail,this.value=V.detail.node}}
          @keydown=${V=>{let e=V.composedPath()[0]instanceof HTMLInputElement;V.key==="Enter"&&e&&this.submit(V)}}
        ></allstarlink-station-input>
        <select
          name="mode"
          aria-label=${C("mode")}
          @change=${V=>{this.mode=V.target.value}}
        >
          ${u9.map(V=>o`<option value=${V} .selected=${O7(V===this.mode)}>${C(V)}</option>`)}
        </select>
        <button class="main" type="submit" ?disabled=${this.busy||!this.value.trim()}>
          ${C(this.busy?"connecting":"connect")}
        </button>
      </div>
      ${this.chosen?o`<div class="chosen small ellipsis">${u(this.chosen)} <span class="soft">${y(this.chosen)}</span></div>`:p}
      ${this.value?this.options():p}
    </form>`}options(){let C=V=>o`<label>
      <input
        type="checkbox"
        name=${V}
        .checked=${this[V]}
        @change=${e=>{this[V]=e.target.checked}}
      />
      ${this.texts(V)}
    </label>`;return o`<div class="options">${C("exclusive")}${C("permanent")}</div>`}static{this.styles=[O,c`
      .bar {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: 8px;
      }
      .chosen {
        padding: 6px 12px 0;
      }
      .options {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        padding-top: 8px;
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: 8px;
        min-height: 32px;
        cursor: pointer;
      }
      input[type="checkbox"] {
        width: 18px;
        min-height: 18px;
        height: 18px;
        accent-color: var(--primary-color);
      }
      @container (max-width: 420px) {
        .bar {
          grid-template-columns: minmax(0, 1fr) auto;
        }
        .bar select {
          grid-column: 1 / -1;
          grid-row: 2;
        }
        .bar:not(.typed) select {
          display: none;
        }
      }
    `]}}});var S9,w7,h9,T2,f9,g9,B2,T7=l(()=>{"use strict";S();T();G();S9=40,w7=3.2,h9=6,T2=1.5,f9=16,g9=5,B2=class extends f{constructor(){super();this.zoom=1;this.pan={x:0,y:0};this.size={width:0,height:0};this.pointers=new Map;this.isDragged=!1;this.frame=0;this.measured=new ResizeObserver(([C])=>{let{width:V=0,height:e=0}=C?.contentRect??{};V===0||V===this.size.width&&e===this.size.height||(this.size={width:V,height:e},this.redraw())});this.press=C=>{this.pointers.set(C.pointerId,{x:C.offsetX,y:C.offsetY}),this.pointers.size===1&&(this.isDragged=!1)};this.drag=C=>{let V=this.pointers.get(C.pointerId);if(!V)return;let e={x:C.offsetX,y:C.offsetY},M={x:e.x-V.x,y:e.y-V.y};if(!this.isDragged&&Math.hypot(M.x,M.y)<g9)return;this.isDragged||this.canvas?.setPointerCapture(C.pointerId),this.isDragged=!0;let[r]=[...this.pointers].filter(([t])=>t!==C.pointerId).map(([,t])=>t);if(this.pointers.set(C.pointerId,e),r){let t=Math.hypot(V.x-r.x,V.y-r.y)||1;this.scale(Math.hypot(e.x-r.x,e.y-r.y)/t,r)}else this.zoom>1&&(this.pan={x:this.pan.x+M.x,y:this.pan.y+M.y},this.redraw())};this.release=C=>{if(!this.pointers.delete(C.pointerId)||this.isDragged||C.type!=="pointerup")return;let V={x:C.offsetX,y:C.offsetY},e={name:"",distance:f9};for(let M of this.graph?.spots??[]){let{x:r,y:t}=this.toScreen(M),i=Math.hypot(r-V.x,t-V.y);i<e.distance&&(e={name:M.node.node,distance:i})}this.dispatchEvent(new CustomEvent("choose",{detail:e.name}))};this.wheel=C=>{C.ctrlKey&&(C.preventDefault(),this.scale(Math.exp(-C.deltaY/200),{x:C.offsetX,y:C.offsetY}))};this.key=C=>{let V={ArrowLeft:[40,0],ArrowRight:[-40,0],ArrowUp:[0,40],ArrowDown:[0,-40]}[C.key];if(C.key==="+")this.scale(T2);else if(C.key==="-")this.scale(1/T2);else if(C.key==="0")this.fit();else if(V&&this.zoom>1)this.pan={x:this.pan.x+(V[0]??0),y:this.pan.y+(V[1]??0)};else return;C.preventDefault(),this.redraw()};this.keyed=new Set,this.chosen="",this.hub=""}static{this.properties={graph:{attribute:!1},texts:{attribute:!1},hub:{attribute:!1},keyed:{attribute:!1,hasChanged:(C,V)=>[...C].join()!==[...V??[]].join()},chosen:{attribute:!1},isDark:{attribute:!1}}}render(){let C=(V,e,M)=>o`<button class="round" aria-label=${this.texts(V)} title=${this.texts(V)} @click=${M}>${x(e)}</button>`;return o`<canvas
        role="img"
        tabindex="0"
        aria-label=${this.texts("network_graph",{count:this.graph?.spots.length??0})}
        @pointerdown=${this.press}
        @pointermove=${this.drag}
        @pointerup=${this.release}
        @pointercancel=${this.release}
        @wheel=${this.wheel}
        @keydown=${this.key}
      ></canvas>
      <div class="zoom">
        ${C("zoom_in",s.plus,()=>this.scale(T2))} ${C("zoom_out",s.minus,()=>this.scale(1/T2))}
        ${C("show_whole",s.whole,()=>this.fit())}
      </div>`}get canvas(){return this.renderRoot.querySelector("canvas")}firstUpdated(){this.canvas&&this.measured.observe(this.canvas)}disconnectedCallback(){super.disconnectedCallback(),cancelAnimationFrame(this.frame),this.frame=0}updated(C){this.redraw()}redraw(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.draw()})}get scaleNow(){let{width:C,height:V}=this.size;return Math.min(C,V)/2/(this.graph?.radius??1)*this.zoom}toScreen({x:C,y:V}){let e=this.scaleNow;return{x:this.size.width/2+this.pan.x+C*e,y:this.size.height/2+this.pan.y+V*e}}colors(){let C=getComputedStyle(this),V=e=>C.getPropertyValue(e).trim();return{ink:C.color,soft:V("--secondary-text-color")||"#5f6368",talk:V("--allstarlink-talk-color")||V("--primary-color")||"#03a9f4",card:V("--card-background-color")||"#fff"}}draw(){let{canvas:C,graph:V}=this,e=C?.getContext("2d"),{width:M,height:r}=this.size;if(!C||!V||!e||M===0)return;let t=devicePixelRatio||1;(C.width!==Math.round(M*t)||C.height!==Math.round(r*t))&&(C.width=Math.round(M*t),C.height=Math.round(r*t)),e.setTransform(t,0,0,t,0,0),e.clearRect(0,0,M,r);let i=this.colors(),A=({x:d,y:v})=>d>-20&&v>-20&&d<M+20&&v<r+20,n=V.spots.map(d=>({spot:d,...this.toScreen(d)}));this.drawEdges(e,i);let a=Math.min(9,Math.max(1.8,4.4*this.scaleNow)),m=n.filter(A);this.drawDots(e,m,i,a),this.drawNames(e,m,i,a),this.drawHub(e,i)}drawEdges(C,{ink:V,talk:e}){let{neighbors:M,spots:r}=this.graph,t=this.toScreen({x:0,y:0});C.strokeStyle=V,C.lineWidth=1,C.globalAlpha=.09,C.beginPath();for(let i of r){if(!i.via)continue;let A=this.toScreen(i.via),n=this.toScreen(i);C.moveTo(A.x,A.y),C.lineTo(n.x,n.y)}C.stroke();for(let i of[!1,!0]){C.globalAlpha=i?1:.3,C.strokeStyle=i?e:V,C.lineWidth=i?3:1,C.beginPath();for(let A of M){if(this.keyed.has(A.node.node)!==i)continue;let n=this.toScreen(A);C.moveTo(t.x,t.y),C.lineTo(n.x,n.y)}C.stroke()}C.globalAlpha=1}drawDots(C,V,{ink:e,talk:M,card:r},t){let i=(n,a,m,d)=>{C.beginPath();for(let{spot:v,x:Z,y:h}of V)m(v)&&(C.moveTo(Z+d,h),C.arc(Z,h,d,0,2*Math.PI));C.globalAlpha=1,C.fillStyle=r,C.fill(),C.globalAlpha=a,C.fillStyle=n,C.fill()};i(e,.38,({node:n,via:a})=>!n.adjacent&&a!==void 0,t),C.lineWidth=1.2,i(e,.12,({node:n,via:a})=>!n.adjacent&&a===void 0,t),i(e,.7,({node:n})=>n.adjacent&&!this.keyed.has(n.node),t*1.5),i(M,1,({node:n})=>n.adjacent&&this.keyed.has(n.node),t*1.9),C.globalAlpha=1;let A=V.find(({spot:n})=>n.node.node===this.chosen);A&&(C.strokeStyle=M,C.lineWidth=3,C.beginPath(),C.arc(A.x,A.y,t*1.5+4,0,2*Math.PI),C.stroke())}drawNames(C,V,{ink:e,soft:M,card:r},t){let{neighbors:i,ring:A,unknown:n}=this.graph,a=this.scaleNow,m=2*Math.PI*A*a/i.length>=S9,d=a>=w7;C.textBaseline="middle",C.textAlign="center",C.lineJoin="round",C.lineWidth=3,C.strokeStyle=r;let v=(k,b,z,j)=>{C.strokeText(k,b,z),C.fillStyle=j,C.fillText(k,b,z)};C.font="11px sans-serif";for(let{spot:k,x:b,y:z}of V){let{node:j}=k;!(j.adjacent?m||this.keyed.has(j.node):d)&&j.node!==this.chosen||(C.font=j.adjacent?"600 12px sans-serif":"11px sans-serif",v(j.callsign??j.node,b,z+t*1.5+8,e))}if(!n)return;let{x:Z,y:h}=this.toScreen(n);C.font="11px sans-serif",v(this.texts("via_unknown"),Z,h,M)}drawHub(C,{ink:V,card:e}){let{x:M,y:r}=this.toScreen({x:0,y:0}),t=Math.min(30,Math.max(14,30*this.scaleNow));C.beginPath(),C.arc(M,r,t,0,2*Math.PI),C.fillStyle=e,C.fill(),C.lineWidth=2,C.strokeStyle=V,C.stroke(),C.fillStyle=V,C.font="600 12px sans-serif",C.textAlign="center",C.textBaseline="middle",C.fillText(this.hub,M,r,t*2-4)}scale(C,V={x:this.size.width/2,y:this.size.height/2}){let e=Math.max(1,h9/this.scaleNow*this.zoom),M=Math.min(e,Math.max(1,this.zoom*C)),r=M/this.zoom,{width:t,height:i}=this.size;this.pan={x:(this.pan.x-(V.x-t/2))*r+(V.x-t/2),y:(this.pan.y-(V.y-i/2))*r+(V.y-i/2)},this.zoom=M,M===1&&(this.pan={x:0,y:0}),this.canvas&&(this.canvas.style.touchAction=M>1?"none":"pan-y"),this.redraw()}fit(){this.scale(1/this.zoom)}show(C){let V=this.graph?.spots.find(({node:M})=>M.node===C);if(!V)return;this.scale(Math.max(1,w7/this.scaleNow));let e=this.scaleNow;this.pan={x:-V.x*e,y:-V.y*e},this.redraw()}static{this.styles=[O,c`
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        touch-action: pan-y;
      }
      .zoom {
        position: absolute;
        inset-inline-end: 8px;
        inset-block-start: 8px;
        display: flex;
        flex-direction: column;
        gap: 4px;
      }
      .zoom button {
        background: color-mix(in srgb, var(--ink) 7%, var(--card-background-color, #fff));
        color: var(--ink);
      }
    `]}}});var B7,$5,R5,O9,P7,E5=l(()=>{"use strict";B7=(L,H)=>L.node.localeCompare(H.node,void 0,{numeric:!0}),$5=L=>{let H=L.filter(({adjacent:M})=>M).sort(B7),C=new Map(H.map(M=>[M.node,{neighbor:M,behind:[]}])),V={behind:[]};for(let M of L)M.adjacent||(C.get(M.via??"")??V).behind.push(M);let e=[...C.values(),...V.behind.length>0?[V]:[]];for(let{behind:M}of e)M.sort(B7);return e},R5=(L,H)=>({x:L*Math.cos(H),y:L*Math.sin(H)}),O9=(L,H,C,V,e)=>{let M=[];for(let r=V;M.length<L.length;r+=14){let t=Math.max(1,Math.floor(C*r/14)),i=L.slice(M.length,M.length+t);i.forEach((A,n)=>{let a=H+C*(n+.5+(t-i.length)/2)/t;M.push({node:A,via:e,...R5(r,a)})})}return M},P7=L=>{let H=$5(L),C=Math.max(90,H.length*22/(2*Math.PI),.42*14*Math.sqrt(L.length)),V=Math.min(22/C,2*Math.PI/Math.max(1,H.length)),e=H.reduce((a,{behind:m})=>a+m.length,0),M=2*Math.PI-V*H.length,r=[],t=[],i,A=-Math.PI/2;for(let{neighbor:a,behind:m}of H){let d=V+(e>0?M*m.length/e:M/H.length),v=A+d/2,Z=a&&{node:a,...R5(C,v)};Z&&t.push(Z);let h=d*.86;r.push(...O9(m,v-h/2,h,C+34,Z)),a||(i={...R5(C,v),count:m.length}),A+=d}let n=Math.max(C,...r.map(({x:a,y:m})=>Math.hypot(a,m)))+14;return{spots:[...t,...r],neighbors:t,ring:C,radius:n,unknown:i}}});var P2,k9,F7,y9,R7,F2,$7=l(()=>{"use strict";S();C1();G();E5();R();N();P2=48,k9=800,F7=8,y9=({node:L,callsign:H,location:C},V)=>`${L} ${H??""} ${C??""}`.toLowerCase().includes(V.trim().toLowerCase()),R7=L=>({...L,description:null}),F2=class extends f{constructor(){super();this.scrolled=C=>{this.first=Math.floor(C.target.scrollTop/P2)};this.key=C=>{let V={ArrowDown:1,ArrowUp:-1}[C.key],e=C.target.closest("[data-index]");if(!V||!e)return;C.preventDefault();let M=Number(e.dataset.index)+V;this.entries[M]&&"heading"in this.entries[M]&&(M+=V),this.renderRoot.querySelector(`[data-index="${M}"]`)?.focus()};this.nodes=[],this.words="",this.first=0}static{this.properties={nodes:{attribute:!1},words:{attribute:!1},texts:{attribute:!1},language:{attribute:!1},first:{state:!0}}}get entries(){let{nodes:C,words:V}=this;return(this.made?.nodes!==C||this.made.words!==V)&&(this.made={nodes:C,words:V,entries:this.make()}),this.made.entries}make(){let{texts:C,language:V}=this;return $5(this.nodes).flatMap(({neighbor:e,behind:M})=>{let r=(e?[e,...M]:M).filter(a=>y9(a,this.words));if(r.length===0)return[];let t=M.find(({age:a})=>a!==null)?.age,i=typeof t=="number"?` · ${P(t,V)}`:"",A=e?`${C("via",{name:u(R7(e))})}: ${C("count_nodes",{count:M.length+1})}${i}`:`${C("via_unknown")}: ${C("count_nodes",{count:M.length})}`,n=e?.node??"";return[{heading:A,key:`via ${n}`},...r.map(a=>({node:a,key:a.node}))]})}render(){let{entries:C,texts:V}=this;if(C.length===0)return o`<div class="empty">${V("nothing_matches")}</div>`;let e=Math.max(0,Math.min(this.first,C.length)-F7),M=C.slice(e,this.first+Math.ceil((this.clientHeight||k9)/P2)+F7);return o`<div class="window" role="list" tabindex="0" aria-label=${V("network")} @scroll=${this.scrolled} @keydown=${this.key}>
      <div class="whole" role="presentation" style="height:${C.length*P2}px">
        ${w(M,({key:r})=>r,(r,t)=>this.row(r,e+t,C.length))}
      </div>
    </div>`}row(C,V,e){let M=`transform:translateY(${V*P2}px)`,r="heading"in C?C.heading:p;return o`<div role="listitem" class="row" aria-setsize=${e} aria-posinset=${V+1} style=${M}>
      ${"node"in C?o`<button data-index=${V} @click=${()=>this.choose(C.node)}>
            <b class="ellipsis">${u(R7(C.node))}</b>
            <span class="number soft">${C.node.callsign?C.node.node:""}</span>
            <span class="soft small ellipsis place">${C.node.location??""}</span>
          </button>`:o`<span class="soft small heading ellipsis">${r}</span>`}
    </div>`}choose(C){this.dispatchEvent(new CustomEvent("choose",{detail:C.node}))}static{this.styles=[O,c`
      .window {
        height: 100%;
        overflow: hidden auto;
        scrollbar-width: thin;
      }
      .whole {
        position: relative;
        overflow: hidden;
      }
      .row {
        position: absolute;
        inset-inline: 0;
        height: 48px;
        box-sizing: border-box;
        padding: 2px 8px;
        contain: layout style;
      }
      .heading {
        display: block;
        padding: 20px 8px 4px;
        font-weight: 600;
      }
      .row button {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 72px minmax(0, 1.6fr);
        width: 100%;
        min-height: 44px;
        justify-content: start;
        padding: 0 8px;
        background: transparent;
        font-weight: 400;
        text-align: start;
      }
      .row b {
        font-weight: 500;
      }
    `]}}});var b9,w9,R2,E7=l(()=>{"use strict";n2();b9=45e3,w9=6e3,R2=class extends V1{constructor(H,C,V){super(()=>H().callWS({type:"allstarlink/network",device_id:C}),V)}look(H,C){let{scan:V,pending:e}=this.answer??{scan:!1,pending:!1},M=V?Math.floor(C/(e?w9:b9)):"";this.heed(`${H} ${e} ${M}`)}}});var D7,$2,_7=l(()=>{"use strict";S();E7();T();G();l5();E5();R();N();D7=({node:L,callsign:H,location:C})=>({node:L,callsign:H,location:C,description:null}),$2=class extends f{constructor(){super();this.asked="";this.chosen="",this.words=""}static{this.properties={hass:{attribute:!1},texts:{attribute:!1},deviceId:{attribute:!1},feed:{attribute:!1,hasChanged:()=>!0},view:{attribute:!1},chosen:{state:!0},words:{state:!0}}}connectedCallback(){super.connectedCallback(),this.stop=M2(()=>this.look())}disconnectedCallback(){super.disconnectedCallback(),this.stop?.(),this.source?.stop(),this.asked=""}willUpdate(){this.asked!==this.deviceId&&(this.source?.stop(),this.source=new R2(()=>this.hass,this.deviceId,()=>this.requestUpdate()),this.asked=this.deviceId,this.chosen=""),this.look()}look(){let{state:C,links:V,reason:e}=this.feed;!C?.available||e||this.source?.look(`${C.network_nodes} ${[...V.keys()].sort().join()}`,Date.now())}get nodes(){return this.source?.answer?.nodes??[]}get isThere(){return!!this.feed.state?.available}render(){let{texts:C,nodes:V,isThere:e}=this;return e?this.source?.answer?V.length===0?o`<div class="empty">${x(s.unlinked)}${C("no_network")}</div>`:o`<div class="bar">
        <input
          type="search"
          placeholder=${C("find")}
          aria-label=${C("find")}
          .value=${this.words}
          @input=${M=>{this.words=M.target.value}}
          @keydown=${M=>{M.key==="Enter"&&this.find()}}
        />
        <span class="soft small status">${this.status()}</span>
      </div>
      <div class="room">${this.shown()}</div>
      ${this.details()}`:o`<div class="empty">${C("asking")}</div>`:o`<div class="empty">${x(s.offline)}${C("unavailable")}</div>`}status(){let{texts:C,nodes:V}=this,{scan:e,pending:M}=this.source?.answer??{},r=V.filter(({via:t,adjacent:i})=>!i&&t===null).length;return M?C("still_asking"):r>0?C(e?"ways_unknown":"ways_not_asked",{count:r}):""}shown(){let{texts:C,nodes:V}=this,e=M=>{this.chosen=M.detail};return this.view==="list"?o`<allstarlink-far-list
        .nodes=${V}
        .words=${this.words}
        .texts=${C}
        .language=${this.hass.language}
        @choose=${e}
      ></allstarlink-far-list>`:this.view==="map"?o`<allstarlink-station-map .nodes=${V} .texts=${C} @choose=${e}></allstarlink-station-map>`:(this.graph?.nodes!==V&&(this.graph={nodes:V,graph:P7(V)}),o`<allstarlink-far-canvas
      .graph=${this.graph.graph}
      .texts=${C}
      .hub=${this.feed.state?.node??""}
      .keyed=${this.keyed}
      .chosen=${this.chosen}
      .isDark=${this.hass.themes?.darkMode}
      @choose=${e}
    ></allstarlink-far-canvas>`)}get keyed(){return new Set([...this.feed.links.values()].filter(({keyed:C})=>C).map(({node:C})=>C))}find(){let C=this.words.trim().toLowerCase(),V=M=>[M.node,M.callsign??""].map(r=>r.toLowerCase()),e=this.nodes.find(M=>V(M).includes(C))??this.nodes.find(M=>V(M).some(r=>C&&r.startsWith(C)));e&&(this.chosen=e.node,this.renderRoot.querySelector("allstarlink-far-canvas")?.show(e.node))}details(){let{texts:C,nodes:V,chosen:e}=this,M=V.find(n=>n.node===e);if(!M)return p;let r=D7(M),t=V.find(n=>n.node===M.via),i=M.adjacent?C("neighbor"):t?C("via",{name:u(D7(t))}):C("via_unknown"),A=M.age===null?"":P(M.age,this.hass.language);return o`<div class="details" aria-live="polite">
      <div class="grow">
        <b>${u(r)}</b> <span class="soft">${y(r)}</span>
        <div class="soft small">${[i,A].filter(Boolean).join(" · ")}</div>
      </div>
      <button
        class="round"
        aria-label=${C("look_up",{name:u(r)})}
        @click=${()=>this.dispatchEvent(new CustomEvent("lookup",{detail:r}))}
      >
        ${x(s.info)}
      </button>
      <button
        class="round"
        aria-label=${C("dismiss")}
        @click=${()=>{this.chosen=""}}
      >
        ${x(s.close)}
      </button>
    </div>`}static{this.styles=[O,c`
      :host {
        display: flex;
        flex: 1 0 auto;
        flex-direction: column;
        height: auto;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 4px 16px 8px;
      }
      .bar input {
        flex: 1 1 160px;
        min-height: 36px;
      }
      .status {
        flex: 0 1 auto;
      }
      .room {
        position: relative;
        flex: 1 0 var(--far-height, 420px);
        height: 0;
      }
      .room > * {
        position: absolute;
        inset: 0;
      }
      .details {
        position: absolute;
        inset-inline: 8px;
        inset-block-end: 8px;
        display: flex;
        align-items: center;
        gap: 4px;
        padding: 8px 8px 8px 16px;
        border-radius: var(--radius);
        background: var(--card-background-color, #fff);
        box-shadow: 0 4px 16px rgb(0 0 0 / 0.3);
      }
    `]}}});var E2,N7=l(()=>{"use strict";E2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.changed=V;this.found=[];this.hasDirectory=!0;this.asked=0}look(H){this.stop();let C=H.trim().slice(0,100);C.length<2?this.found=[]:this.timer=setTimeout(()=>{this.ask(C)},200)}stop(){clearTimeout(this.timer),this.asked+=1}async ask(H){let{asked:C}=this;try{let V={type:"allstarlink/search",query:H,device_id:this.deviceId()},{nodes:e,directory:M}=await this.hass().callWS(V);if(C!==this.asked)return;this.found=e,this.hasDirectory=M}catch{if(C!==this.asked)return;this.found=[]}this.changed()}}});var D2,T9,_1,_2,I7=l(()=>{"use strict";S();C1();T();d5();N7();G();R();D2=4,T9=300,_1=8,_2=class extends f{constructor(){super();this.places=new s1(this);this.search=new E2(()=>this.hass,()=>this.deviceId,()=>{this.isOpen=this.search.found.length>0||!this.search.hasDirectory,this.requestUpdate()});this.place=()=>{let C=this.renderRoot.querySelector("input")?.getBoundingClientRect(),V=this.renderRoot.querySelector("#found");if(!C||!V)return;let e=Math.min(Math.max(C.width,T9),innerWidth-2*_1),M=getComputedStyle(this).direction==="rtl"?C.right-e:C.left,r=(visualViewport?.height??innerHeight)-C.bottom-D2-_1,t=r>=Math.min(240,C.top);V.style.width=`${e}px`,V.style.left=`${Math.max(_1,Math.min(M,innerWidth-e-_1))}px`,V.style.maxHeight=`${Math.max(120,t?r:C.top-D2-_1)}px`,V.style.top=t?`${C.bottom+D2}px`:"auto",V.style.bottom=t?"auto":`${innerHeight-C.top+D2}px`};this.type=C=>{this.value=C.target.value,this.search.look(this.value),this.search.found.length===0&&(this.isOpen=!1),this.dispatchEvent(new CustomEvent("typed",{detail:this.value}))};this.key=C=>{C.key==="Escape"&&this.isOpen&&(C.preventDefault(),C.stopPropagation(),this.close(),this.focus());let V={ArrowDown:1,ArrowUp:-1}[C.key];if(!V||!this.isOpen)return;C.preventDefault();let e=[...this.renderRoot.querySelectorAll("input, [data-choose]")],M=this.renderRoot.activeElement?.closest(".offer, input"),r=e.findIndex(t=>t===M||M?.contains(t));e[(r+V+e.length)%e.length]?.focus()};this.left=({relatedTarget:C})=>{(!C||!this.renderRoot.contains(C))&&this.close()};this.value="",this.isOpen=!1}static{this.properties={hass:{attribute:!1},deviceId:{attribute:!1},texts:{attribute:!1},value:{attribute:!1},label:{attribute:!1},use:{attribute:!1},favorites:{attribute:!1},isOpen:{state:!0}}}disconnectedCallback(){super.disconnectedCallback(),this.close()}focus(){this.renderRoot.querySelector("input")?.focus()}close(){this.search.stop(),this.isOpen=!1}render(){return o`<div @keydown=${this.key} @focusout=${this.left}>
      <input
        type="text"
        role="combobox"
        name="node"
        aria-label=${this.label}
        aria-haspopup="grid"
        aria-expanded=${this.isOpen?"true":"false"}
        aria-controls="found"
        aria-autocomplete="list"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        enterkeyhint="go"
        maxlength="60"
        placeholder=${this.label}
        .value=${this.value}
        @input=${this.type}
      />
      <div id="found" popover="manual" role="grid" aria-label=${this.texts("found")}>
        ${this.isOpen?this.offers():p}
      </div>
    </div>`}offers(){let{found:C}=this.search;return C.length===0?o`<div role="row"><div role="gridcell" class="none soft">${this.texts("no_list")}</div></div>`:w(C,({node:V})=>V,V=>this.offer(V))}offer(C){let{texts:V,use:e}=this,M=u(C),r=this.favorites?.includes(C.node)??!1;return o`<div role="row" class="offer" data-place="offer">
      <div role="gridcell" class="grow">
        <button type="button" class="station" data-choose @click=${()=>this.choose(C)}>
          <b class="ellipsis">${M}</b>
          <span class="soft small ellipsis">${y(C)}</span>
        </button>
      </div>
      ${e?.canStar(C.node)?o`<div role="gridcell">
            <button
              type="button"
              class="round star"
              aria-pressed=${r?"true":"false"}
              aria-label=${V("favorite_of",{name:M})}
              @click=${()=>e.star(C)}
            >
              ${x(r?s.star:s.starOutline)}
            </button>
          </div>`:p}
      ${e?o`<div role="gridcell">
            <button
              type="button"
              class="round"
              aria-label=${V("look_up",{name:M})}
              @click=${()=>{this.close(),e.lookUp(C)}}
            >
              ${x(s.info)}
            </button>
          </div>`:p}
    </div>`}updated(C){if(this.places.measure(this.renderRoot),!C.has("isOpen"))return;let V=this.renderRoot.querySelector("#found");if(V?.showPopover){if(!this.isOpen){V.hidePopover(),removeEventListener("scroll",this.place,!0);return}V.showPopover(),this.place(),addEventListener("scroll",this.place,{capture:!0,passive:!0})}}choose(C){this.close(),this.focus(),this.dispatchEvent(new CustomEvent("choose",{detail:C}))}static{this.styles=[O,c`
      :host {
        height: auto;
        min-width: 0;
      }
      input {
        width: 100%;
      }
      [popover] {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 6px;
        box-sizing: border-box;
        overflow: hidden auto;
        border: none;
        border-radius: var(--radius);
        background: var(--card-background-color, #fff);
        color: var(--ink);
        box-shadow: 0 6px 24px rgb(0 0 0 / 0.3);
      }
      .offer {
        display: flex;
        align-items: center;
      }
      .station {
        width: 100%;
        min-height: 48px;
        flex-direction: column;
        align-items: flex-start;
        justify-content: center;
        gap: 0;
        padding: 4px 10px;
        background: transparent;
        text-align: start;
      }
      .station > * {
        max-width: 100%;
      }
      .none {
        padding: 10px;
      }
    `]}}});var N2,B9,I2,W7=l(()=>{"use strict";S();G();N2=16,B9=async()=>{let{loadCardHelpers:L}=window;return L?((await L()).createCardElement({type:"map",entities:["zone.home"]}),await customElements.whenDefined("ha-map"),!0):!1},I2=class extends f{constructor(){super();this.locations=[];this.made="";this.nodes=[]}static{this.properties={nodes:{attribute:!1},texts:{attribute:!1},hasMap:{state:!0}}}connectedCallback(){super.connectedCallback(),B9().then(C=>{this.hasMap=C},()=>{this.hasMap=!1})}willUpdate(C){if(!C.has("nodes"))return;let V=this.nodes.filter(({latitude:M,longitude:r})=>M!==null&&r!==null),e=JSON.stringify(V.map(({node:M,callsign:r,latitude:t,longitude:i})=>[M,r,t,i]));e!==this.made&&(this.made=e,this.locations=V.map(M=>this.locate(M)))}locate({node:C,callsign:V,location:e,adjacent:M,latitude:r,longitude:t}){let i=document.createElement("div"),A="var(--allstarlink-talk-color, var(--primary-color, #03a9f4))";return i.style.cssText=`width:${N2}px;height:${N2}px;box-sizing:border-box;border-radius:50%;cursor:pointer;
      border:2px solid #fff;box-shadow:0 1px 4px rgb(0 0 0 / .5);background:${M?A:"#5f6368"}`,i.dataset.node=C,{id:C,location:[r??0,t??0],title:[V??C,V?C:null,e].filter(Boolean).join(" · "),activatable:!0,element:i,elementSize:[N2,N2]}}render(){let{texts:C,locations:V,hasMap:e}=this;return V.length===0?o`<div class="empty">${C("no_positions")}</div>`:e===!1?o`<div class="empty">${C("no_map")}</div>`:e?o`<ha-map
        class="room"
        auto-fit
        .editableLocations=${V}
        .zoom=${10}
        @editable-location-clicked=${M=>{M.stopPropagation(),this.dispatchEvent(new CustomEvent("choose",{detail:M.detail.id}))}}
      ></ha-map>
      <div class="soft small note">${C("positions",{count:V.length,all:this.nodes.length})}</div>`:o`<div class="room"></div>`}static{this.styles=[O,c`
      .room {
        display: block;
        height: calc(100% - 28px);
        isolation: isolate;
      }
      .note {
        height: 28px;
        box-sizing: border-box;
        padding: 6px 16px;
      }
    `]}}});var P9,F9,R9,u1,I,N1,$9,E9,e1,D9,D5,_9,N9,I9,W9,U9,G9,z9,U7,W2,G7=l(()=>{"use strict";d1();w1();P9=["receiving","transmitting","link_keyed","talker"],F9=["links","network_nodes"],R9=["identify","reconnect_links","disconnect_all","transmitter","linking"],u1=(L,H,C)=>({type:"heading",heading:L,icon:H,...C?{tap_action:{action:"navigate",navigation_path:C}}:{}}),I=(L,H,C)=>{let V=Q2(L,H.id);return C.flatMap(e=>V.filter(M=>M.translation_key===e).map(M=>M.entity_id))},N1=L=>L.map(H=>({type:"tile",entity:H,name:{type:"entity"}})),$9=L=>({type:"gauge",entity:L,name:{type:"entity"},min:0,max:100,segments:[{from:0,color:"var(--red-color)"},{from:50,color:"var(--orange-color)"},{from:80,color:"var(--green-color)"}]}),E9=L=>({type:"gauge",entity:L,name:{type:"entity"},min:0,max:255}),e1=(L,H=1)=>({type:"grid",column_span:H,cards:L}),D9=(L,H)=>{let C=F(L),V=X(L).map(e=>{let M=C.filter(t=>t.via_device_id===e.id),r=M.length>1;return e1([{type:"custom:allstarlink-network-card",device_id:e.id,grid_options:{columns:"full"}},...M.map(t=>({type:"custom:allstarlink-node-card",device_id:t.id,max_links:6,grid_options:{columns:r?12:"full"}}))],r?2:1)});return{title:H("overview"),path:"overview",icon:"mdi:radio-tower",type:"sections",max_columns:4,sections:V}},D5={grid_options:{columns:"full"}},_9=(L,H,C)=>{let V=I(L,C,["voted"]),e=I(L,C,["rssi"]),M=e.length?[]:I(L,C,["voting"]);return V.length+e.length+M.length===0?[]:[u1(H("receivers"),"mdi:antenna"),...N1([...V,...M]),...e.map(E9)]},N9=(L,H)=>I(L,H,["talker","links"]).map(C=>({type:"entity",entity:C,show_name:!0})),I9=(L,H,C)=>{let V=I(L,C,P9),e=I(L,C,F9),M=I(L,C,R9),r=I(L,C,["favorite"]),t=[...V.length?[{type:"history-graph",entities:V,hours_to_show:6}]:[],...e.length?[{type:"history-graph",entities:e,hours_to_show:24}]:[]].map(A=>({...A,...D5})),i=[..._9(L,H,C),...M.length+r.length?[u1(H("controls"),"mdi:tune"),...N1([...r,...M])]:[]];return{title:C.name_by_user??z2(C),path:N5(C),type:"sections",max_columns:3,badges:N9(L,C),sections:[e1([{type:"custom:allstarlink-node-card",device_id:C.id,...D5},...t.length?[u1(H("history"),"mdi:chart-timeline-variant"),...t]:[]]),e1([{type:"custom:allstarlink-activity-card",device_id:C.id,...D5}]),...i.length?[e1(i)]:[]]}},W9=["active_calls","last_call","calls_today","missed_calls_today"],U9=["state","messages_waiting","reachable","registered"],G9=(L,H)=>{let C=new Set(F(L).map(({id:e})=>e)),V=X(L).flatMap(e=>{let M=I(L,e,W9);if(M.length===0)return[];let r=Object.values(L.devices).filter(({id:t,via_device_id:i})=>i===e.id&&!C.has(t)).map(t=>({device:t,ids:I(L,t,U9)})).filter(({ids:t})=>t.length>0);return[e1([u1(n1(e),"mdi:phone"),...N1(M)]),...r.map(({device:t,ids:i})=>e1([u1(n1(t),"mdi:phone-classic"),...N1(i)]))]});return V.length===0?[]:[{title:H("telephony"),path:"telephony",icon:"mdi:phone",type:"sections",max_columns:3,sections:V}]},z9=(L,H)=>{let C=(V,e)=>{let M=I(L,V,["health"]),r=Q2(L,V.id).filter(i=>i.entity_category==="diagnostic").map(i=>i.entity_id).filter(i=>!M.includes(i)),t=[...M.map($9),...N1(r)];return t.length?[e1([u1(n1(V),e),...t])]:[]};return{title:H("diagnostics"),path:"diagnostics",icon:"mdi:stethoscope",type:"sections",max_columns:3,sections:[...X(L).flatMap(V=>C(V,"mdi:server-network")),...F(L).flatMap(V=>C(V,"mdi:access-point"))]}},U7=L=>{let H=Object.values(L.devices).filter(G2),C=Object.values(L.entities).filter(({platform:V})=>V==="allstarlink");return JSON.stringify([L.language,H.map(V=>[V.id,V.name,V.name_by_user,V.model,V.via_device_id,V.disabled_by]),C.map(V=>[V.entity_id,V.device_id,V.translation_key,V.entity_category,V.hidden])])},W2=class extends HTMLElement{static shouldRegenerate(H,C,V){return C.devices===V.devices&&C.entities===V.entities&&C.language===V.language?!1:U7(C)!==U7(V)}static async generate(H,C){let V=await V2(C),e=b1({...C,localize:V}),M=F(C);if(M.length===0){let r={type:"markdown",content:e("no_nodes")};return{views:[{title:e("overview"),type:"sections",sections:[e1([r])]}]}}return{title:"AllStarLink",views:[...M.length>1?[D9(C,e)]:[],...M.map(r=>I9(C,e,r)),...G9(C,e),z9(C,e)]}}}});var z7={};X7(z7,{defineElements:()=>K9});var Q9,K9,Q7=l(()=>{"use strict";P0();r7();g7();b7();T7();$7();_7();I7();W7();G7();Q9=[["allstarlink-station-input",_2],["allstarlink-connect-box",w2],["allstarlink-far-canvas",B2],["allstarlink-far-list",F2],["allstarlink-station-map",I2],["allstarlink-far-network",$2],["allstarlink-node-card",b2],["allstarlink-activity-card",s2],["allstarlink-network-card",O2],["ll-strategy-dashboard-allstarlink",W2]],K9=()=>{for(let[L,H]of Q9)customElements.get(L)||customElements.define(L,H)}});d1();var J7="Who talks, compact",C4={show_timeline:!1,show_controls:!1,show_links:!1,grid_options:{columns:6,rows:3}},U5=L=>(H,C)=>{let V=H.entities[C];if(V?.platform!=="allstarlink"||!V.device_id)return null;let{device_id:e}=V,M={type:`custom:allstarlink-${L}-card`,device_id:e},r=F(H).some(({id:i})=>i===e),t=X(H).some(({id:i})=>i===e);return L==="network"?t?[{config:M}]:null:r?L==="node"?[{config:M},{label:J7,config:{...M,...C4}}]:[{config:M}]:null};var K7="https://github.com/allstarlink-ha/ha-allstarlink#dashboard",q9=[["node","AllStarLink node","Who talks, who is linked, and the controls, live."],["activity","AllStarLink activity","Talks and links as they happened, and the talk time of today."],["network","AllStarLink network","A server's nodes and their links as a graph."]],q7=window;for(let[L,H,C]of q9)(q7.customCards??=[]).push({type:`allstarlink-${L}-card`,name:H,description:C,preview:!0,getEntitySuggestion:U5(L),documentationURL:K7});(q7.customStrategies??=[]).push({type:"allstarlink",strategyType:"dashboard",name:"AllStarLink",description:"All servers and nodes: who talks, who is linked, history and diagnostics.",documentationURL:K7});customElements.whenDefined("home-assistant").then(()=>Promise.resolve().then(()=>(Q7(),z7))).then(({defineElements:L})=>L());
