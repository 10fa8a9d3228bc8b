var C4=Object.defineProperty;var l=(e,H,C)=>()=>{if(C)throw C[0];try{return e&&(H=e(e=0)),H}catch(V){throw C=[V],V}};var H4=(e,H)=>{for(var C in H)C4(e,C,{get:H[C],enumerable:!0})};var G2,z5,z2,V4,m1,Q2,K2,Q5,T,J,q2,l1,K5,t1=l(()=>{"use strict";G2="app_rpt node",z5="Asterisk with app_rpt",z2=e=>e.identifiers.some(([H])=>H==="allstarlink"),V4=(e,H)=>m1(e).localeCompare(m1(H),void 0,{numeric:!0}),m1=e=>e.name_by_user??e.name??"",Q2=({identifiers:e})=>{let[,H=""]=e.find(([C])=>C==="allstarlink")??[];return H.split("_").at(-1)??""},K2=e=>`node-${Q2(e)}-${e.id.slice(-4)}`,Q5=(e,H)=>Object.values(e.devices).filter(C=>z2(C)&&C.model===H&&!C.disabled_by).sort(V4),T=e=>Q5(e,G2),J=e=>Q5(e,z5),q2=(e,H)=>Object.values(e.entities).filter(C=>C.device_id===H&&C.platform==="allstarlink"&&!C.hidden),l1={device:{filter:{integration:"allstarlink",model:G2}}},K5={device:{filter:[z5,G2].map(e=>({integration:"allstarlink",model:e}))}}});var Q1,K1,X2,q5,O1,j5,c,X5,Y2,J2=l(()=>{/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */Q1=globalThis,K1=Q1.ShadowRoot&&(Q1.ShadyCSS===void 0||Q1.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,X2=Symbol(),q5=new WeakMap,O1=class{constructor(H,C,V){if(this._$cssResult$=!0,V!==X2)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=H,this.t=C}get styleSheet(){let H=this.o,C=this.t;if(K1&&H===void 0){let V=C!==void 0&&C.length===1;V&&(H=q5.get(C)),H===void 0&&((this.o=H=new CSSStyleSheet).replaceSync(this.cssText),V&&q5.set(C,H))}return H}toString(){return this.cssText}},j5=e=>new O1(typeof e=="string"?e:e+"",void 0,X2),c=(e,...H)=>{let C=e.length===1?e[0]:H.reduce((V,L,M)=>V+(r=>{if(r._$cssResult$===!0)return r.cssText;if(typeof r=="number")return r;throw Error("Value passed to 'css' function must be a 'css' function result: "+r+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(L)+e[M+1],e[0]);return new O1(C,e,X2)},X5=(e,H)=>{if(K1)e.adoptedStyleSheets=H.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of H){let V=document.createElement("style"),L=Q1.litNonce;L!==void 0&&V.setAttribute("nonce",L),V.textContent=C.cssText,e.appendChild(V)}},Y2=K1?e=>e:e=>e instanceof CSSStyleSheet?(H=>{let C="";for(let V of H.cssRules)C+=V.cssText;return j5(C)})(e):e});var M4,r4,t4,i4,o4,a4,q1,Y5,A4,n4,k1,C5,C3,J5,Q,j1=l(()=>{J2();J2();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({is:M4,defineProperty:r4,getOwnPropertyDescriptor:t4,getOwnPropertyNames:i4,getOwnPropertySymbols:o4,getPrototypeOf:a4}=Object),q1=globalThis,Y5=q1.trustedTypes,A4=Y5?Y5.emptyScript:"",n4=q1.reactiveElementPolyfillSupport,k1=(e,H)=>e,C5={toAttribute(e,H){switch(H){case Boolean:e=e?A4:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,H){let C=e;switch(H){case Boolean:C=e!==null;break;case Number:C=e===null?null:Number(e);break;case Object:case Array:try{C=JSON.parse(e)}catch{C=null}}return C}},C3=(e,H)=>!M4(e,H),J5={attribute:!0,type:String,converter:C5,reflect:!1,useDefault:!1,hasChanged:C3};Symbol.metadata??=Symbol("metadata"),q1.litPropertyMetadata??=new WeakMap;Q=class extends HTMLElement{static addInitializer(H){this._$Ei(),(this.l??=[]).push(H)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(H,C=J5){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(H)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(H,C),!C.noAccessor){let V=Symbol(),L=this.getPropertyDescriptor(H,V,C);L!==void 0&&r4(this.prototype,H,L)}}static getPropertyDescriptor(H,C,V){let{get:L,set:M}=t4(this.prototype,H)??{get(){return this[C]},set(r){this[C]=r}};return{get:L,set(r){let t=L?.call(this);M?.call(this,r),this.requestUpdate(H,t,V)},configurable:!0,enumerable:!0}}static getPropertyOptions(H){return this.elementProperties.get(H)??J5}static _$Ei(){if(this.hasOwnProperty(k1("elementProperties")))return;let H=a4(this);H.finalize(),H.l!==void 0&&(this.l=[...H.l]),this.elementProperties=new Map(H.elementProperties)}static finalize(){if(this.hasOwnProperty(k1("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(k1("properties"))){let C=this.properties,V=[...i4(C),...o4(C)];for(let L of V)this.createProperty(L,C[L])}let H=this[Symbol.metadata];if(H!==null){let C=litPropertyMetadata.get(H);if(C!==void 0)for(let[V,L]of C)this.elementProperties.set(V,L)}this._$Eh=new Map;for(let[C,V]of this.elementProperties){let L=this._$Eu(C,V);L!==void 0&&this._$Eh.set(L,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(H){let C=[];if(Array.isArray(H)){let V=new Set(H.flat(1/0).reverse());for(let L of V)C.unshift(Y2(L))}else H!==void 0&&C.push(Y2(H));return C}static _$Eu(H,C){let V=C.attribute;return V===!1?void 0:typeof V=="string"?V:typeof H=="string"?H.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(H=>this.enableUpdating=H),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(H=>H(this))}addController(H){(this._$EO??=new Set).add(H),this.renderRoot!==void 0&&this.isConnected&&H.hostConnected?.()}removeController(H){this._$EO?.delete(H)}_$E_(){let H=new Map,C=this.constructor.elementProperties;for(let V of C.keys())this.hasOwnProperty(V)&&(H.set(V,this[V]),delete this[V]);H.size>0&&(this._$Ep=H)}createRenderRoot(){let H=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return X5(H,this.constructor.elementStyles),H}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(H=>H.hostConnected?.())}enableUpdating(H){}disconnectedCallback(){this._$EO?.forEach(H=>H.hostDisconnected?.())}attributeChangedCallback(H,C,V){this._$AK(H,V)}_$ET(H,C){let V=this.constructor.elementProperties.get(H),L=this.constructor._$Eu(H,V);if(L!==void 0&&V.reflect===!0){let M=(V.converter?.toAttribute!==void 0?V.converter:C5).toAttribute(C,V.type);this._$Em=H,M==null?this.removeAttribute(L):this.setAttribute(L,M),this._$Em=null}}_$AK(H,C){let V=this.constructor,L=V._$Eh.get(H);if(L!==void 0&&this._$Em!==L){let M=V.getPropertyOptions(L),r=typeof M.converter=="function"?{fromAttribute:M.converter}:M.converter?.fromAttribute!==void 0?M.converter:C5;this._$Em=L;let t=r.fromAttribute(C,M.type);this[L]=t??this._$Ej?.get(L)??t,this._$Em=null}}requestUpdate(H,C,V,L=!1,M){if(H!==void 0){let r=this.constructor;if(L===!1&&(M=this[H]),V??=r.getPropertyOptions(H),!((V.hasChanged??C3)(M,C)||V.useDefault&&V.reflect&&M===this._$Ej?.get(H)&&!this.hasAttribute(r._$Eu(H,V))))return;this.C(H,C,V)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(H,C,{useDefault:V,reflect:L,wrapped:M},r){V&&!(this._$Ej??=new Map).has(H)&&(this._$Ej.set(H,r??C??this[H]),M!==!0||r!==void 0)||(this._$AL.has(H)||(this.hasUpdated||V||(C=void 0),this._$AL.set(H,C)),L===!0&&this._$Em!==H&&(this._$Eq??=new Set).add(H))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let H=this.scheduleUpdate();return H!=null&&await H,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[L,M]of this._$Ep)this[L]=M;this._$Ep=void 0}let V=this.constructor.elementProperties;if(V.size>0)for(let[L,M]of V){let{wrapped:r}=M,t=this[L];r!==!0||this._$AL.has(L)||t===void 0||this.C(L,void 0,M,t)}}let H=!1,C=this._$AL;try{H=this.shouldUpdate(C),H?(this.willUpdate(C),this._$EO?.forEach(V=>V.hostUpdate?.()),this.update(C)):this._$EM()}catch(V){throw H=!1,this._$EM(),V}H&&this._$AE(C)}willUpdate(H){}_$AE(H){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(H)),this.updated(H)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(H){return!0}update(H){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(H){}firstUpdated(H){}};Q.elementStyles=[],Q.shadowRootOptions={mode:"open"},Q[k1("elementProperties")]=new Map,Q[k1("finalized")]=new Map,n4?.({ReactiveElement:Q}),(q1.reactiveElementVersions??=[]).push("2.1.2")});function a3(e,H){if(!M5(e)||!e.hasOwnProperty("raw"))throw Error("invalid template strings array");return V3!==void 0?V3.createHTML(H):H}function A1(e,H,C=e,V){if(H===O)return H;let L=V!==void 0?C._$Co?.[V]:C._$Cl,M=w1(H)?void 0:H._$litDirective$;return L?.constructor!==M&&(L?._$AO?.(!1),M===void 0?L=void 0:(L=new M(e),L._$AT(e,C,V)),V!==void 0?(C._$Co??=[])[V]=L:C._$Cl=L),L!==void 0&&(H=A1(e,L._$AS(e,H.values),L,V)),H}var V5,H3,X1,V3,L5,K,e5,d4,a1,b1,w1,M5,i3,H5,y1,L3,e3,i1,M3,r3,o3,r5,o,_,o6,O,p,t3,o1,A3,T1,Y1,s1,n1,J1,C2,H2,V2,n3,p4,d3,q=l(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */V5=globalThis,H3=e=>e,X1=V5.trustedTypes,V3=X1?X1.createPolicy("lit-html",{createHTML:e=>e}):void 0,L5="$lit$",K=`lit$${Math.random().toFixed(9).slice(2)}$`,e5="?"+K,d4=`<${e5}>`,a1=document,b1=()=>a1.createComment(""),w1=e=>e===null||typeof e!="object"&&typeof e!="function",M5=Array.isArray,i3=e=>M5(e)||typeof e?.[Symbol.iterator]=="function",H5=`[ 	
\f\r]`,y1=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,L3=/-->/g,e3=/>/g,i1=RegExp(`>|${H5}(?:([^\\s"'>=/]+)(${H5}*=${H5}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),M3=/'/g,r3=/"/g,o3=/^(?:script|style|textarea|title)$/i,r5=e=>(H,...C)=>({_$litType$:e,strings:H,values:C}),o=r5(1),_=r5(2),o6=r5(3),O=Symbol.for("lit-noChange"),p=Symbol.for("lit-nothing"),t3=new WeakMap,o1=a1.createTreeWalker(a1,129);A3=(e,H)=>{let C=e.length-1,V=[],L,M=H===2?"<svg>":H===3?"<math>":"",r=y1;for(let t=0;t<C;t++){let i=e[t],a,n,A=-1,m=0;for(;m<i.length&&(r.lastIndex=m,n=r.exec(i),n!==null);)m=r.lastIndex,r===y1?n[1]==="!--"?r=L3:n[1]!==void 0?r=e3:n[2]!==void 0?(o3.test(n[2])&&(L=RegExp("</"+n[2],"g")),r=i1):n[3]!==void 0&&(r=i1):r===i1?n[0]===">"?(r=L??y1,A=-1):n[1]===void 0?A=-2:(A=r.lastIndex-n[2].length,a=n[1],r=n[3]===void 0?i1:n[3]==='"'?r3:M3):r===r3||r===M3?r=i1:r===L3||r===e3?r=y1:(r=i1,L=void 0);let d=r===i1&&e[t+1].startsWith("/>")?" ":"";M+=r===y1?i+d4:A>=0?(V.push(a),i.slice(0,A)+L5+i.slice(A)+K+d):i+K+(A===-2?t:d)}return[a3(e,M+(e[C]||"<?>")+(H===2?"</svg>":H===3?"</math>":"")),V]},T1=class e{constructor({strings:H,_$litType$:C},V){let L;this.parts=[];let M=0,r=0,t=H.length-1,i=this.parts,[a,n]=A3(H,C);if(this.el=e.createElement(a,V),o1.currentNode=this.el.content,C===2||C===3){let A=this.el.content.firstChild;A.replaceWith(...A.childNodes)}for(;(L=o1.nextNode())!==null&&i.length<t;){if(L.nodeType===1){if(L.hasAttributes())for(let A of L.getAttributeNames())if(A.endsWith(L5)){let m=n[r++],d=L.getAttribute(A).split(K),v=/([.?@])?(.*)/.exec(m);i.push({type:1,index:M,name:v[2],strings:d,ctor:v[1]==="."?J1:v[1]==="?"?C2:v[1]==="@"?H2:n1}),L.removeAttribute(A)}else A.startsWith(K)&&(i.push({type:6,index:M}),L.removeAttribute(A));if(o3.test(L.tagName)){let A=L.textContent.split(K),m=A.length-1;if(m>0){L.textContent=X1?X1.emptyScript:"";for(let d=0;d<m;d++)L.append(A[d],b1()),o1.nextNode(),i.push({type:2,index:++M});L.append(A[m],b1())}}}else if(L.nodeType===8)if(L.data===e5)i.push({type:2,index:M});else{let A=-1;for(;(A=L.data.indexOf(K,A+1))!==-1;)i.push({type:7,index:M}),A+=K.length-1}M++}}static createElement(H,C){let V=a1.createElement("template");return V.innerHTML=H,V}};Y1=class{constructor(H,C){this._$AV=[],this._$AN=void 0,this._$AD=H,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(H){let{el:{content:C},parts:V}=this._$AD,L=(H?.creationScope??a1).importNode(C,!0);o1.currentNode=L;let M=o1.nextNode(),r=0,t=0,i=V[0];for(;i!==void 0;){if(r===i.index){let a;i.type===2?a=new s1(M,M.nextSibling,this,H):i.type===1?a=new i.ctor(M,i.name,i.strings,this,H):i.type===6&&(a=new V2(M,this,H)),this._$AV.push(a),i=V[++t]}r!==i?.index&&(M=o1.nextNode(),r++)}return o1.currentNode=a1,L}p(H){let C=0;for(let V of this._$AV)V!==void 0&&(V.strings!==void 0?(V._$AI(H,V,C),C+=V.strings.length-2):V._$AI(H[C])),C++}},s1=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(H,C,V,L){this.type=2,this._$AH=p,this._$AN=void 0,this._$AA=H,this._$AB=C,this._$AM=V,this.options=L,this._$Cv=L?.isConnected??!0}get parentNode(){let H=this._$AA.parentNode,C=this._$AM;return C!==void 0&&H?.nodeType===11&&(H=C.parentNode),H}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(H,C=this){H=A1(this,H,C),w1(H)?H===p||H==null||H===""?(this._$AH!==p&&this._$AR(),this._$AH=p):H!==this._$AH&&H!==O&&this._(H):H._$litType$!==void 0?this.$(H):H.nodeType!==void 0?this.T(H):i3(H)?this.k(H):this._(H)}O(H){return this._$AA.parentNode.insertBefore(H,this._$AB)}T(H){this._$AH!==H&&(this._$AR(),this._$AH=this.O(H))}_(H){this._$AH!==p&&w1(this._$AH)?this._$AA.nextSibling.data=H:this.T(a1.createTextNode(H)),this._$AH=H}$(H){let{values:C,_$litType$:V}=H,L=typeof V=="number"?this._$AC(H):(V.el===void 0&&(V.el=T1.createElement(a3(V.h,V.h[0]),this.options)),V);if(this._$AH?._$AD===L)this._$AH.p(C);else{let M=new Y1(L,this),r=M.u(this.options);M.p(C),this.T(r),this._$AH=M}}_$AC(H){let C=t3.get(H.strings);return C===void 0&&t3.set(H.strings,C=new T1(H)),C}k(H){M5(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,V,L=0;for(let M of H)L===C.length?C.push(V=new e(this.O(b1()),this.O(b1()),this,this.options)):V=C[L],V._$AI(M),L++;L<C.length&&(this._$AR(V&&V._$AB.nextSibling,L),C.length=L)}_$AR(H=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);H!==this._$AB;){let V=H3(H).nextSibling;H3(H).remove(),H=V}}setConnected(H){this._$AM===void 0&&(this._$Cv=H,this._$AP?.(H))}},n1=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(H,C,V,L,M){this.type=1,this._$AH=p,this._$AN=void 0,this.element=H,this.name=C,this._$AM=L,this.options=M,V.length>2||V[0]!==""||V[1]!==""?(this._$AH=Array(V.length-1).fill(new String),this.strings=V):this._$AH=p}_$AI(H,C=this,V,L){let M=this.strings,r=!1;if(M===void 0)H=A1(this,H,C,0),r=!w1(H)||H!==this._$AH&&H!==O,r&&(this._$AH=H);else{let t=H,i,a;for(H=M[0],i=0;i<M.length-1;i++)a=A1(this,t[V+i],C,i),a===O&&(a=this._$AH[i]),r||=!w1(a)||a!==this._$AH[i],a===p?H=p:H!==p&&(H+=(a??"")+M[i+1]),this._$AH[i]=a}r&&!L&&this.j(H)}j(H){H===p?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,H??"")}},J1=class extends n1{constructor(){super(...arguments),this.type=3}j(H){this.element[this.name]=H===p?void 0:H}},C2=class extends n1{constructor(){super(...arguments),this.type=4}j(H){this.element.toggleAttribute(this.name,!!H&&H!==p)}},H2=class extends n1{constructor(H,C,V,L,M){super(H,C,V,L,M),this.type=5}_$AI(H,C=this){if((H=A1(this,H,C,0)??p)===O)return;let V=this._$AH,L=H===p&&V!==p||H.capture!==V.capture||H.once!==V.once||H.passive!==V.passive,M=H!==p&&(V===p||L);L&&this.element.removeEventListener(this.name,this,V),M&&this.element.addEventListener(this.name,this,H),this._$AH=H}handleEvent(H){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,H):this._$AH.handleEvent(H)}},V2=class{constructor(H,C,V){this.element=H,this.type=6,this._$AN=void 0,this._$AM=C,this.options=V}get _$AU(){return this._$AM._$AU}_$AI(H){A1(this,H)}},n3={M:L5,P:K,A:e5,C:1,L:A3,R:Y1,D:i3,V:A1,I:s1,H:n1,N:C2,U:H2,B:J1,F:V2},p4=V5.litHtmlPolyfillSupport;p4?.(T1,s1),(V5.litHtmlVersions??=[]).push("3.3.3");d3=(e,H,C)=>{let V=C?.renderBefore??H,L=V._$litPart$;if(L===void 0){let M=C?.renderBefore??null;V._$litPart$=L=new s1(H.insertBefore(b1(),M),M,void 0,C??{})}return L._$AI(e),L}});var t5,f,m4,p3=l(()=>{j1();j1();q();q();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */t5=globalThis,f=class extends Q{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let H=super.createRenderRoot();return this.renderOptions.renderBefore??=H.firstChild,H}update(H){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(H),this._$Do=d3(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return O}};f._$litElement$=!0,f.finalized=!0,t5.litElementHydrateSupport?.({LitElement:f});m4=t5.litElementPolyfillSupport;m4?.({LitElement:f});(t5.litElementVersions??=[]).push("4.2.2")});var m3=l(()=>{/**
 * @license
 * Copyright 2022 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */});var S=l(()=>{j1();q();p3();m3()});var N,C1,U,B1=l(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */N={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},C1=e=>(...H)=>({_$litDirective$:e,values:H}),U=class{constructor(H){}get _$AU(){return this._$AM._$AU}_$AT(H,C,V){this._$Ct=H,this._$AM=C,this._$Ci=V}_$AS(H,C){return this.update(H,C)}update(H,C){return this.render(...C)}}});var l4,d1,l3=l(()=>{q();B1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */l4={},d1=C1(class extends U{constructor(){super(...arguments),this.ot=l4}render(e,H){return H()}update(e,[H,C]){if(Array.isArray(H)){if(Array.isArray(this.ot)&&this.ot.length===H.length&&H.every((V,L)=>V===this.ot[L]))return O}else if(this.ot===H)return O;return this.ot=Array.isArray(H)?Array.from(H):H,this.render(H,C)}})});var L2=l(()=>{l3()});var s4,s3,x3,v3,v1,H1,v4,e2,c3,M2,i5=l(()=>{q();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({I:s4}=n3),s3=e=>e,x3=e=>e.strings===void 0,v3=()=>document.createComment(""),v1=(e,H,C)=>{let V=e._$AA.parentNode,L=H===void 0?e._$AB:H._$AA;if(C===void 0){let M=V.insertBefore(v3(),L),r=V.insertBefore(v3(),L);C=new s4(M,r,e,e.options)}else{let M=C._$AB.nextSibling,r=C._$AM,t=r!==e;if(t){let i;C._$AQ?.(e),C._$AM=e,C._$AP!==void 0&&(i=e._$AU)!==r._$AU&&C._$AP(i)}if(M!==L||t){let i=C._$AA;for(;i!==M;){let a=s3(i).nextSibling;s3(V).insertBefore(i,L),i=a}}}return C},H1=(e,H,C=e)=>(e._$AI(H,C),e),v4={},e2=(e,H=v4)=>e._$AH=H,c3=e=>e._$AH,M2=e=>{e._$AR(),e._$AA.remove()}});var u3,P,Z3=l(()=>{q();B1();i5();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */u3=(e,H,C)=>{let V=new Map;for(let L=H;L<=C;L++)V.set(e[L],L);return V},P=C1(class extends U{constructor(e){if(super(e),e.type!==N.CHILD)throw Error("repeat() can only be used in text expressions")}dt(e,H,C){let V;C===void 0?C=H:H!==void 0&&(V=H);let L=[],M=[],r=0;for(let t of e)L[r]=V?V(t,r):r,M[r]=C(t,r),r++;return{values:M,keys:L}}render(e,H,C){return this.dt(e,H,C).values}update(e,[H,C,V]){let L=c3(e),{values:M,keys:r}=this.dt(H,C,V);if(!Array.isArray(L))return this.ut=r,M;let t=this.ut??=[],i=[],a,n,A=0,m=L.length-1,d=0,v=M.length-1;for(;A<=m&&d<=v;)if(L[A]===null)A++;else if(L[m]===null)m--;else if(t[A]===r[d])i[d]=H1(L[A],M[d]),A++,d++;else if(t[m]===r[v])i[v]=H1(L[m],M[v]),m--,v--;else if(t[A]===r[v])i[v]=H1(L[A],M[v]),v1(e,i[v+1],L[A]),A++,v--;else if(t[m]===r[d])i[d]=H1(L[m],M[d]),v1(e,L[A],L[m]),m--,d++;else if(a===void 0&&(a=u3(r,d,v),n=u3(t,A,m)),a.has(t[A]))if(a.has(t[m])){let u=n.get(r[d]),h=u!==void 0?L[u]:null;if(h===null){let k=v1(e,L[A]);H1(k,M[d]),i[d]=k}else i[d]=H1(h,M[d]),v1(e,L[A],h),L[u]=null;d++}else M2(L[m]),m--;else M2(L[A]),A++;for(;d<=v;){let u=v1(e,i[v+1]);H1(u,M[d]),i[d++]=u}for(;A<=m;){let u=L[A++];u!==null&&M2(u)}return this.ut=r,e2(e,i),O}})});var V1=l(()=>{Z3()});var S3,h3=l(()=>{"use strict";S();S3=c`
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
  @container card (max-width: 140px) {
    .row {
      grid-template-columns: minmax(0, 1fr);
    }
    .row .lasted {
      display: none;
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
`});var o5,x1,a5=l(()=>{"use strict";o5=e=>{let H=e?.code;return H==="not_found"||H==="unauthorized"},x1=class{constructor(H,C){this.connection=H;this.command=C;this.listeners=new Set;this.tries=0;this.isLost=!1;this.lose=()=>{this.forget(),this.isLost=!0,this.lost(),this.notify()};this.reconnected=()=>{this.error=void 0,this.tries=0,this.lose(),this.subscribe()};this.subscribe=()=>{let H=this.connection.subscribeMessage(C=>{this.open===H&&this.taken(C)},this.command,{resubscribe:!1});this.open=H,H.catch(C=>{this.open===H&&this.failed(C)})}}get reason(){return this.connection.connected?this.isLost?"starting":void 0:"offline"}lost(){}listen(H){return this.listeners.add(H),this.listeners.size===1&&this.start(),()=>{this.listeners.delete(H),this.listeners.size===0&&this.stop()}}notify(){for(let H of this.listeners)H()}start(){this.connection.addEventListener("ready",this.reconnected),this.connection.addEventListener("disconnected",this.lose),this.connection.connected?this.subscribe():this.lose()}stop(){this.connection.removeEventListener("ready",this.reconnected),this.connection.removeEventListener("disconnected",this.lose);let{open:H}=this;this.forget(),H?.then(C=>C()).catch(()=>{})}forget(){clearTimeout(this.retry),this.open=void 0}taken(H){this.error=void 0,this.tries=0,this.isLost=!1,this.take(H),this.notify()}failed(H){o5(H)&&(this.error=String(H?.code)),this.lose(),!this.error&&(this.tries+=1,this.retry=setTimeout(this.subscribe,Math.min(this.tries*1e3,5e3)))}}});var f3,g3,x4,c4,A5,n5,d5,p5,O3,k3,y3,m5=l(()=>{"use strict";a5();f3=400,g3=3e3,x4=2e3,c4=2e3,A5=class extends x1{constructor(C,V){super(C,{type:"allstarlink/node/subscribe",device_id:V});this.links=new Map;this.skew=Number.POSITIVE_INFINITY;this.released=[]}now(){return Date.now()-(Number.isFinite(this.skew)?this.skew:0)}get talking(){let C=this.released.filter(({until:V})=>this.now()-V<g3);return[...this.state?.keyed??[],...C]}releasedOf(C){if(!this.state?.keyed.some(({node:V})=>V===C))return this.released.findLast(({node:V})=>V===C)}get tail(){if(!this.state||this.state.keyed.length>0)return;let C=this.released.at(-1);return C&&this.now()-C.until<x4?C:void 0}lost(){if(this.released=[],this.links=new Map([...this.links].map(([L,M])=>[L,{...M,keyed:!1}])),!this.state)return;let C={receiving:null,transmitting:null,keyed:[]},V=this.reason??null;this.state={...this.state,...C,available:!1,can_control:!1,reason:V,lost_at:null}}take(C){let{state:V,links:L}=C,M=V!==void 0&&"node"in V,r=Date.now()-Date.parse(C.now);if(this.skew=M||r-this.skew>c4?r:Math.min(this.skew,r),this.module=C.module??this.module,M?this.released=[]:V?.keyed&&this.release(V.keyed),V&&(this.state={...this.state,...V}),!!L){this.links=new Map(M?[]:this.links);for(let[t,i]of Object.entries(L))i?this.links.set(t,i):this.links.delete(t)}}release(C){let V=this.now(),L=new Set(C.map(({node:r})=>r)),M=(this.state?.keyed??[]).map(r=>({...r,until:V}));this.released=[...this.released,...M].filter(r=>!L.has(r.node)&&V-r.until<g3)}},n5=class extends x1{constructor(C,V){super(C,{type:"allstarlink/activity/subscribe",device_id:V,limit:f3});this.activities=[];this.callsigns=new Map}take(C){let V="activities"in C?C.activities:[C.activity];for(let{node:L,callsign:M}of[...V].reverse())M&&this.callsigns.set(L,M);this.activities="activities"in C?V:[...V,...this.activities].slice(0,f3)}},d5=class extends x1{constructor(C,V){super(C,{type:"allstarlink/favorites/subscribe",device_id:V});this.favorites=new Map}lost(){this.favorites=new Map}take({scan:C,favorites:V}){this.favorites=new Map(C?V.map(L=>[L.node,L]):[])}},p5=e=>{let H=new WeakMap;return(C,V)=>{let L=H.get(C)??new Map;H.set(C,L);let M=L.get(V)??e(C,V);return L.set(V,M),M}},O3=p5((e,H)=>new A5(e,H)),k3=p5((e,H)=>new n5(e,H)),y3=p5((e,H)=>new d5(e,H))});var b3,c1,l5=l(()=>{"use strict";b3=(e,H)=>Math.hypot(e.x-H.x,e.y-H.y),c1=class{constructor(H){this.known=new WeakMap;this.moved=new WeakMap;this.pointed=0;this.clicked={x:-1e3,y:0};this.point=({clientX:H,clientY:C})=>{let V={x:H,y:C};this.pointer&&b3(this.pointer,V)<=3||(this.pointer=V,this.pointed=performance.now())};this.guard=H=>{if(H.detail===0)return;let C=performance.now(),V=H.pointerType==="touch",L={x:H.clientX,y:H.clientY},M=b3(this.clicked,L)<40;this.clicked=L;for(let r of H.composedPath()){let t=this.moved.get(r);if(!(t===void 0||C-t>=500)&&!(V&&r.dataset.place==="answer"&&!M)&&!(!V&&this.pointed>t)){H.stopImmediatePropagation(),H.preventDefault();return}}};H.addEventListener("pointermove",this.point,{capture:!0,passive:!0}),H.addEventListener("click",this.guard,{capture:!0})}measure(H){let C=performance.now();for(let V of H.querySelectorAll("[data-place]")){let{at:L}=V.dataset,M=L===void 0?{x:V.offsetLeft,y:V.offsetTop}:{x:0,y:Number(L)},r=this.known.get(V);r&&r.x===M.x&&r.y===M.y||(this.known.set(V,M),this.moved.set(V,C))}}}});var w3,T3,r2,s5,P1,u4,t2,F1=l(()=>{"use strict";w3="allstarlink",T3=`component.${w3}.selector.dashboard.options`,r2=e=>e.loadBackendTranslation("selector",w3),s5=e=>!!e.localize(`${T3}.idle`),P1=e=>(H,C)=>{for(let V of[...u4(e,C?.count),""]){let L=e.localize(`${T3}.${H}${V}`,C);if(L)return L}return H},u4=(e,H)=>{if(typeof H!="number")return[];let C=new Intl.PluralRules(e.locale?.language??"en").select(H);return[...H===0?["_zero"]:[],`_${C}`,"_other"]},t2=async(e,H)=>{let C=H;if(C.translation_key&&C.translation_domain){let V=C.translation_domain,L=await e.loadBackendTranslation("exceptions",V),M=`component.${V}.exceptions.${C.translation_key}.message`,r=L(M,C.translation_placeholders);if(r)return r}return C.message??C.error?.message??String(H)}});var i2,R1,B3,v5,o2,x5=l(()=>{"use strict";i2=new Set,B3=()=>{for(let e of i2)e()},v5=()=>{let e=i2.size>0&&!document.hidden;e&&R1===void 0?R1=window.setInterval(B3,1e3):!e&&R1!==void 0&&(window.clearInterval(R1),R1=void 0)};document.addEventListener("visibilitychange",()=>{v5(),document.hidden||B3()});o2=e=>(i2.add(e),v5(),()=>{i2.delete(e),v5()})});var Z4,P3,F3=l(()=>{"use strict";Z4=new URL(import.meta.url).searchParams.get("v"),P3=(e,H=Z4)=>!!(e&&H)&&e!==H});var $,$1=l(()=>{"use strict";S();m5();l5();F1();x5();F3();$=class extends f{constructor(){super();this.texts=C=>C;this.stops=[];this.places=new c1(this);this.nodeFeeds=[];this.isReady=!1}static{this.properties={config:{state:!0},isReady:{state:!0}}}setConfig(C){let V=this.config;this.config=C,V&&this.isConnected&&this.restart()}set hass(C){let V=this.known;this.known=C,V?.localize!==C.localize&&(this.texts=P1(C),this.isReady=s5(C)),V?.language!==C.language&&this.load(C),V?.connection!==C.connection&&this.restart(),(V?.devices!==C.devices||V?.localize!==C.localize)&&(this.devicesChanged(V),this.requestUpdate())}get hass(){return this.known}get fit(){let C=this.config?.grid_options?.rows??this.getGridOptions().rows;return this.layout==="grid"&&typeof C=="number"?"fit":""}get isMirrored(){return getComputedStyle(this).direction==="rtl"}async load(C){let V=await r2(C);if(this.isReady||this.known?.language!==C.language)return;let L={...this.known,localize:V};this.isReady=s5(L),this.isReady&&(this.texts=P1(L))}devicesChanged(C){}connectedCallback(){super.connectedCallback(),this.restart()}disconnectedCallback(){super.disconnectedCallback(),this.release()}restart(){this.release(),!(!this.isConnected||!this.known||!this.config)&&(this.start(),this.stops.push(o2(()=>this.tick())))}release(){for(let C of this.stops.splice(0))C()}tick(){this.requestUpdate()}follow(C){return this.stops.push(C.listen(()=>this.requestUpdate())),C}followWhileSeen(C){let V,L=()=>{V?.(),V=document.hidden?void 0:C.listen(()=>this.requestUpdate())};return document.addEventListener("visibilitychange",L),this.stops.push(()=>{document.removeEventListener("visibilitychange",L),V?.()}),L(),C}nodeFeed(C){let V=this.follow(O3(this.hass.connection,C));return this.nodeFeeds.push(V),this.stops.push(()=>{this.nodeFeeds=this.nodeFeeds.filter(L=>L!==V)}),V}activityFeed(C){return this.follow(k3(this.hass.connection,C))}why({error:C,reason:V}){return C?this.texts(C==="unauthorized"?"not_allowed":"not_found"):V?this.texts(`reason_${V}`):""}nameOf(C){let V=this.hass.devices[C];return V?.name_by_user??V?.name??""}updated(C){this.places.measure(this.renderRoot)}render(){if(!this.known||!this.config||!this.isReady)return p;let C=this.nodeFeeds.some(({module:V})=>P3(V));return o`${this.content()} ${C?this.outdated():p}`}outdated(){return o`<div class="outdated" role="status">
      <span class="grow">${this.texts("outdated")}</span>
      <button class="main" data-place="reload" @click=${()=>location.reload()}>${this.texts("reload")}</button>
    </div>`}}});var R3,$3,E3,D3,_3,N3,I3,W3,U3,G3,c5,z3,Q3,K3,q3,j3,X3,Y3,u5,J3,C0,a2,H0,V0,L0,e0,M0,r0,t0,i0=l(()=>{R3="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z",$3="M9,5A4,4 0 0,1 13,9A4,4 0 0,1 9,13A4,4 0 0,1 5,9A4,4 0 0,1 9,5M9,15C11.67,15 17,16.34 17,19V21H1V19C1,16.34 6.33,15 9,15M16.76,5.36C18.78,7.56 18.78,10.61 16.76,12.63L15.08,10.94C15.92,9.76 15.92,8.23 15.08,7.05L16.76,5.36M20.07,2C24,6.05 23.97,12.11 20.07,16L18.44,14.37C21.21,11.19 21.21,6.65 18.44,3.63L20.07,2Z",E3="M11,4H13V16L18.5,10.5L19.92,11.92L12,19.84L4.08,11.92L5.5,10.5L11,16V4Z",D3="M13,20H11V8L5.5,13.5L4.08,12.08L12,4.16L19.92,12.08L18.5,13.5L13,8V20Z",_3="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",N3="M12,19A2,2 0 0,0 10,21A2,2 0 0,0 12,23A2,2 0 0,0 14,21A2,2 0 0,0 12,19M6,1A2,2 0 0,0 4,3A2,2 0 0,0 6,5A2,2 0 0,0 8,3A2,2 0 0,0 6,1M6,7A2,2 0 0,0 4,9A2,2 0 0,0 6,11A2,2 0 0,0 8,9A2,2 0 0,0 6,7M6,13A2,2 0 0,0 4,15A2,2 0 0,0 6,17A2,2 0 0,0 8,15A2,2 0 0,0 6,13M18,5A2,2 0 0,0 20,3A2,2 0 0,0 18,1A2,2 0 0,0 16,3A2,2 0 0,0 18,5M12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17A2,2 0 0,0 14,15A2,2 0 0,0 12,13M18,13A2,2 0 0,0 16,15A2,2 0 0,0 18,17A2,2 0 0,0 20,15A2,2 0 0,0 18,13M18,7A2,2 0 0,0 16,9A2,2 0 0,0 18,11A2,2 0 0,0 20,9A2,2 0 0,0 18,7M12,7A2,2 0 0,0 10,9A2,2 0 0,0 12,11A2,2 0 0,0 14,9A2,2 0 0,0 12,7M12,1A2,2 0 0,0 10,3A2,2 0 0,0 12,5A2,2 0 0,0 14,3A2,2 0 0,0 12,1Z",I3="M17,20C16.71,20 16.44,19.94 16.24,19.85C15.53,19.5 15.03,18.97 14.53,17.47C14,15.91 13.06,15.18 12.14,14.47C11.35,13.86 10.53,13.23 9.82,11.94C9.29,11 9,9.93 9,9C9,6.2 11.2,4 14,4C16.8,4 19,6.2 19,9H21C21,5.07 17.93,2 14,2C10.07,2 7,5.07 7,9C7,10.26 7.38,11.65 8.07,12.9C9,14.55 10.05,15.38 10.92,16.05C11.73,16.67 12.31,17.12 12.63,18.1C13.23,19.92 14,20.94 15.36,21.65C15.87,21.88 16.43,22 17,22A4,4 0 0,0 21,18H19A2,2 0 0,1 17,20M7.64,2.64L6.22,1.22C4.23,3.21 3,5.96 3,9C3,12.04 4.23,14.79 6.22,16.78L7.63,15.37C6,13.74 5,11.5 5,9C5,6.5 6,4.26 7.64,2.64M11.5,9A2.5,2.5 0 0,0 14,11.5A2.5,2.5 0 0,0 16.5,9A2.5,2.5 0 0,0 14,6.5A2.5,2.5 0 0,0 11.5,9Z",W3="M17 4H20C21.1 4 22 4.9 22 6V8H20V6H17V4M4 8V6H7V4H4C2.9 4 2 4.9 2 6V8H4M20 16V18H17V20H20C21.1 20 22 19.1 22 18V16H20M7 18H4V16H2V18C2 19.1 2.9 20 4 20H7V18M16 10V14H8V10H16M18 8H6V16H18V8Z",U3="M12,1C7,1 3,5 3,10V17A3,3 0 0,0 6,20H9V12H5V10A7,7 0 0,1 12,3A7,7 0 0,1 19,10V12H15V20H18A3,3 0 0,0 21,17V10C21,5 16.97,1 12,1Z",G3="M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z",c5="M3.9,12C3.9,10.29 5.29,8.9 7,8.9H11V7H7A5,5 0 0,0 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12M8,13H16V11H8V13M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.71 18.71,15.1 17,15.1H13V17H17A5,5 0 0,0 22,12A5,5 0 0,0 17,7Z",z3="M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.43 19.12,14.63 17.79,15L19.25,16.44C20.88,15.61 22,13.95 22,12A5,5 0 0,0 17,7M16,11H13.81L15.81,13H16V11M2,4.27L5.11,7.38C3.29,8.12 2,9.91 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12C3.9,10.41 5.11,9.1 6.66,8.93L8.73,11H8V13H10.73L13,15.27V17H14.73L18.74,21L20,19.74L3.27,3L2,4.27Z",Q3="M10.59,13.41C11,13.8 11,14.44 10.59,14.83C10.2,15.22 9.56,15.22 9.17,14.83C7.22,12.88 7.22,9.71 9.17,7.76V7.76L12.71,4.22C14.66,2.27 17.83,2.27 19.78,4.22C21.73,6.17 21.73,9.34 19.78,11.29L18.29,12.78C18.3,11.96 18.17,11.14 17.89,10.36L18.36,9.88C19.54,8.71 19.54,6.81 18.36,5.64C17.19,4.46 15.29,4.46 14.12,5.64L10.59,9.17C9.41,10.34 9.41,12.24 10.59,13.41M13.41,9.17C13.8,8.78 14.44,8.78 14.83,9.17C16.78,11.12 16.78,14.29 14.83,16.24V16.24L11.29,19.78C9.34,21.73 6.17,21.73 4.22,19.78C2.27,17.83 2.27,14.66 4.22,12.71L5.71,11.22C5.7,12.04 5.83,12.86 6.11,13.65L5.64,14.12C4.46,15.29 4.46,17.19 5.64,18.36C6.81,19.54 8.71,19.54 9.88,18.36L13.41,14.83C14.59,13.66 14.59,11.76 13.41,10.59C13,10.2 13,9.56 13.41,9.17Z",K3="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",q3="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",j3="M12,2A3,3 0 0,1 15,5V11A3,3 0 0,1 12,14A3,3 0 0,1 9,11V5A3,3 0 0,1 12,2M19,11C19,14.53 16.39,17.44 13,17.93V21H11V17.93C7.61,17.44 5,14.53 5,11H7A5,5 0 0,0 12,16A5,5 0 0,0 17,11H19Z",X3="M19,13H5V11H19V13Z",Y3="M20.71,7.04C21.1,6.65 21.1,6 20.71,5.63L18.37,3.29C18,2.9 17.35,2.9 16.96,3.29L15.12,5.12L18.87,8.87M3,17.25V21H6.75L17.81,9.93L14.06,6.18L3,17.25Z",u5="M6.62,10.79C8.06,13.62 10.38,15.94 13.21,17.38L15.41,15.18C15.69,14.9 16.08,14.82 16.43,14.93C17.55,15.3 18.75,15.5 20,15.5A1,1 0 0,1 21,16.5V20A1,1 0 0,1 20,21A17,17 0 0,1 3,4A1,1 0 0,1 4,3H7.5A1,1 0 0,1 8.5,4C8.5,5.25 8.7,6.45 9.07,7.57C9.18,7.92 9.1,8.31 8.82,8.59L6.62,10.79Z",J3="M23.71,16.67C20.66,13.77 16.54,12 12,12C7.46,12 3.34,13.77 0.29,16.67C0.11,16.85 0,17.1 0,17.38C0,17.65 0.11,17.9 0.29,18.08L2.77,20.56C2.95,20.74 3.2,20.86 3.5,20.86C3.75,20.86 4,20.75 4.18,20.57C4.97,19.83 5.86,19.21 6.84,18.72C7.17,18.56 7.4,18.22 7.4,17.82V14.72C8.85,14.25 10.39,14 12,14C13.6,14 15.15,14.25 16.6,14.72V17.82C16.6,18.22 16.83,18.56 17.16,18.72C18.14,19.21 19.03,19.83 19.82,20.57C20,20.75 20.25,20.86 20.5,20.86C20.8,20.86 21.05,20.74 21.23,20.56L23.71,18.08C23.89,17.9 24,17.65 24,17.38C24,17.1 23.89,16.85 23.71,16.67M6.5,5.5L12,11L19,4L18,3L12,9L7.5,4.5H11V3H5V9H6.5V5.5Z",C0="M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z",a2="M12,10A2,2 0 0,1 14,12C14,12.5 13.82,12.94 13.53,13.29L16.7,22H14.57L12,14.93L9.43,22H7.3L10.47,13.29C10.18,12.94 10,12.5 10,12A2,2 0 0,1 12,10M12,8A4,4 0 0,0 8,12C8,12.5 8.1,13 8.28,13.46L7.4,15.86C6.53,14.81 6,13.47 6,12A6,6 0 0,1 12,6A6,6 0 0,1 18,12C18,13.47 17.47,14.81 16.6,15.86L15.72,13.46C15.9,13 16,12.5 16,12A4,4 0 0,0 12,8M12,4A8,8 0 0,0 4,12C4,14.36 5,16.5 6.64,17.94L5.92,19.94C3.54,18.11 2,15.23 2,12A10,10 0 0,1 12,2A10,10 0 0,1 22,12C22,15.23 20.46,18.11 18.08,19.94L17.36,17.94C19,16.5 20,14.36 20,12A8,8 0 0,0 12,4Z",H0="M13.8 22H5C3.3 22 2 20.7 2 19V18H13.1C13 18.3 13 18.7 13 19C13 20.1 13.3 21.1 13.8 22M13.8 16H5V5C5 3.3 6.3 2 8 2H19C20.7 2 22 3.3 22 5V6H20V5C20 4.4 19.6 4 19 4S18 4.4 18 5V13.1C16.2 13.4 14.7 14.5 13.8 16M8 8H15V6H8V8M8 12H14V10H8V12M17 16V22L22 19L17 16Z",V0="M23,12H17V10L20.39,6H17V4H23V6L19.62,10H23V12M15,16H9V14L12.39,10H9V8H15V10L11.62,14H15V16M7,20H1V18L4.39,14H1V12H7V14L3.62,18H7V20Z",L0="M12,17.27L18.18,21L16.54,13.97L22,9.24L14.81,8.62L12,2L9.19,8.62L2,9.24L7.45,13.97L5.82,21L12,17.27Z",e0="M12,15.39L8.24,17.66L9.23,13.38L5.91,10.5L10.29,10.13L12,6.09L13.71,10.13L18.09,10.5L14.77,13.38L15.76,17.66M22,9.24L14.81,8.63L12,2L9.19,8.63L2,9.24L7.45,13.97L5.82,21L12,17.27L18.18,21L16.54,13.97L22,9.24Z",M0="M21,9L17,5V8H10V10H17V13M7,11L3,15L7,19V16H14V14H7V11Z",r0="M12,18A6,6 0 0,1 6,12C6,11 6.25,10.03 6.7,9.2L5.24,7.74C4.46,8.97 4,10.43 4,12A8,8 0 0,0 12,20V23L16,19L12,15M12,4V1L8,5L12,9V6A6,6 0 0,1 18,12C18,13 17.75,13.97 17.3,14.8L18.76,16.26C19.54,15.03 20,13.57 20,12A8,8 0 0,0 12,4Z",t0="M16.36,14C16.44,13.34 16.5,12.68 16.5,12C16.5,11.32 16.44,10.66 16.36,10H19.74C19.9,10.64 20,11.31 20,12C20,12.69 19.9,13.36 19.74,14M14.59,19.56C15.19,18.45 15.65,17.25 15.97,16H18.92C17.96,17.65 16.43,18.93 14.59,19.56M14.34,14H9.66C9.56,13.34 9.5,12.68 9.5,12C9.5,11.32 9.56,10.65 9.66,10H14.34C14.43,10.65 14.5,11.32 14.5,12C14.5,12.68 14.43,13.34 14.34,14M12,19.96C11.17,18.76 10.5,17.43 10.09,16H13.91C13.5,17.43 12.83,18.76 12,19.96M8,8H5.08C6.03,6.34 7.57,5.06 9.4,4.44C8.8,5.55 8.35,6.75 8,8M5.08,16H8C8.35,17.25 8.8,18.45 9.4,19.56C7.57,18.93 6.03,17.65 5.08,16M4.26,14C4.1,13.36 4,12.69 4,12C4,11.31 4.1,10.64 4.26,10H7.64C7.56,10.66 7.5,11.32 7.5,12C7.5,12.68 7.56,13.34 7.64,14M12,4.03C12.83,5.23 13.5,6.57 13.91,8H10.09C10.5,6.57 11.17,5.23 12,4.03M18.92,8H15.97C15.65,6.75 15.19,5.55 14.59,4.44C16.43,5.07 17.96,6.34 18.92,8M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z"});var x,s,Z5,A2,B=l(()=>{"use strict";i0();S();x=e=>_`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${e} /></svg>`,s={tower:a2,voice:$3,quiet:V0,offline:R3,close:_3,search:q3,lock:K3,star:L0,starOutline:e0,linked:Q3,unlinked:z3,dtmf:N3,call:u5,missed:J3,macro:H0,whole:W3,minus:X3,plus:C0,info:G3,air:j3,edit:Y3,up:D3,down:E3},Z5={transceive:M0,monitor:U3,local_monitor:I3,connecting:r0},A2={allstar:a2,private:a2,echolink:c5,irlp:c5,phone:u5,client:t0}});var L1,y,j=l(()=>{"use strict";L1="local",y=e=>e?Date.parse(e):null});var E,o0,E1,n0,G,a0,F,n2,A0,d0,d2,D=l(()=>{"use strict";E=e=>{let H=Math.max(0,Math.floor(e)),C=r=>String(r).padStart(2,"0"),V=Math.floor(H/3600),L=Math.floor(H%3600/60),M=C(H%60);return V>0?`${V}:${C(L)}:${M}`:`${L}:${M}`},o0=new Map,E1=(e,H,C)=>{let V=`${C} ${H}`,L=o0.get(V);return L||(L=new Intl.NumberFormat(C,{style:"unit",unit:H,unitDisplay:"short"}),o0.set(V,L)),L.format(e)},n0=e=>`< ${E1(1,"second",e)}`,G=(e,H)=>{if(e<60)return`< ${E1(1,"minute",H)}`;let C=Math.floor(e/86400),V=Math.floor(e%86400/3600),L=Math.floor(e%3600/60),M=[];return C>0&&M.push(E1(C,"day",H)),V>0&&M.push(E1(V,"hour",H)),C===0&&L>0&&M.push(E1(L,"minute",H)),M.join(" ")},a0=new Map,F=(e,H)=>{let C=a0.get(H);return C||(C=new Intl.RelativeTimeFormat(H,{numeric:"auto",style:"narrow"}),a0.set(H,C)),e<1?C.format(0,"second"):e<60?C.format(-Math.floor(e),"second"):e<3600?C.format(-Math.floor(e/60),"minute"):e<86400?C.format(-Math.floor(e/3600),"hour"):C.format(-Math.floor(e/86400),"day")},n2=(e,H)=>{let{time_zone:C,time_format:V}=e.locale,L=V==="12"?"h12":V==="24"?"h23":void 0;return new Intl.DateTimeFormat(e.locale.language,{...L&&H.hour?{hourCycle:L}:{},...C==="server"?{timeZone:e.config.time_zone}:{},...H})},A0=new Map,d0=({config:e},H)=>{let C=A0.get(e.time_zone);return C||(C=new Intl.DateTimeFormat("en",{timeZone:e.time_zone}),A0.set(e.time_zone,C)),C.format(H)},d2=e=>{let H=n2(e,{hour:"numeric",minute:"2-digit",second:"2-digit"}),C=n2(e,{hour:"numeric",timeZone:"UTC"}),V=n2(e,{weekday:"long",month:"long",day:"numeric"}),L=n2(e,{year:"numeric",month:"2-digit",day:"2-digit"}),M=new Intl.DateTimeFormat("en",{hour:"numeric",hourCycle:"h23",...e.locale.time_zone==="server"?{timeZone:e.config.time_zone}:{}});return{time:r=>H.format(r),day:r=>V.format(r),date:r=>L.format(r),hour:r=>Number(M.format(r)),hourLabel:r=>C.format(Date.UTC(2e3,0,1,r))}}});var p0,S4,m0=l(()=>{"use strict";S();B();D();p0=(e,H,C,V)=>e.length===0?p:o`<section class="calls">
    <h3 class="soft small">${H("calls")}</h3>
    <div class="list" role="list">${e.map(L=>S4(L,H,C,V))}</div>
  </section>`,S4=(e,H,C,V)=>{let L=Date.parse(e.started),M=e.caller_name??e.caller??"?",r=C.date(L),t=e.disposition==="answered"&&e.duration!==null;return o`<div role="listitem" class="row call ${e.missed?"missed":""}">
    <span class="badge">${x(e.missed?s.missed:s.call)}</span>
    <span class="what">
      <b class="ellipsis">${M} → ${e.called??"?"}</b>
      <span class="soft small ellipsis">${H(e.missed?"missed_call":`call_${e.direction}`)}</span>
    </span>
    <span class="lasted number">${t?E(e.duration??0):""}</span>
    <time class="soft small number" datetime=${new Date(L).toISOString()}
      >${r===C.date(V)?"":`${r} `}${C.time(L)}</time
    >
  </div>`}});var p2,S5=l(()=>{"use strict";S();p2=c`
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
`});var l0,h4,h5,s0=l(()=>{q();B1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */l0="important",h4=" !"+l0,h5=C1(class extends U{constructor(e){if(super(e),e.type!==N.ATTRIBUTE||e.name!=="style"||e.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(e){return Object.keys(e).reduce((H,C)=>{let V=e[C];return V==null?H:H+`${C=C.includes("-")?C:C.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${V};`},"")}update(e,[H]){let{style:C}=e.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(H)),this.render(H);for(let V of this.ft)H[V]==null&&(this.ft.delete(V),V.includes("-")?C.removeProperty(V):C[V]=null);for(let V in H){let L=H[V];if(L!=null){this.ft.add(V);let M=typeof L=="string"&&L.endsWith(h4);V.includes("-")||M?C.setProperty(V,M?L.slice(0,-11):L,M?l0:""):C[V]=L}}return O}})});var v0=l(()=>{s0()});var f4,g4,x0,c0,u0,O4,k4,y4,b4,Z0,S0,h0,D1=l(()=>{"use strict";j();f4=2e3,g4=5e3,x0=(e,H)=>{let C=(e.duration??0)*1e3;return H?Date.parse(H.time):Date.parse(e.time)-f4-C},c0=(e,H)=>{let C=new Map,V=H.flatMap(({node:M,since:r})=>{let t=y(r);return t===null?[]:[{talker:M,start:t,end:null}]}),L=(M,r)=>{let t=x0(M,r);V.push({talker:M.node,start:t,end:t+(M.duration??0)*1e3})};for(let M of e)if(M.type==="talk_ended"){let r=C.get(M.node);r&&L(r),C.set(M.node,M)}else if(M.type==="talk_started"){let r=C.get(M.node);r&&L(r,M),C.delete(M.node)}for(let M of C.values())L(M);return V.sort((M,r)=>r.start-M.start)},u0=(e,H,C)=>{let V=new Map;for(let{talker:L,start:M,end:r}of e){let t=Math.max(0,1-(H-M)/C),i=Math.min(1,1-(H-(r??H))/C);if(i<=0||t>=1)continue;let a=V.get(L)??{talker:L,bars:[]};a.bars.push({from:t,to:i,isLive:r===null}),V.set(L,a)}return[...V.values()]},O4=(e,H)=>H.kind==="dtmf"&&H.at-Date.parse(e.time)<g4,k4=()=>{let e=new Map;return({time:H,type:C,node:V})=>{let L=`${H} ${C} ${V}`,M=e.get(L)??0;return e.set(L,M+1),`${L} ${M}`}},y4=e=>{let H=new Map([...e.values()].map(({node:C,direction:V})=>[C,V]));return({type:C,node:V,direction:L})=>{let M=L??H.get(V)??void 0;return C==="link_connected"?H.delete(V):L&&H.set(V,L),M}},b4=(e,H)=>Number(H.isLive)-Number(e.isLive)||H.at-e.at,Z0=(e,H,C=new Map)=>{let V=[],L=new Map(H.map(({node:t,since:i})=>[t,y(i)])),M=k4(),r=y4(C);for(let t of e){let i=Date.parse(t.time),a={key:M(t),type:t.type,node:t.node,at:i,duration:null},{mode:n,late:A}=t,m=r(t),d=V.at(-1);switch(t.type){case"talk_started":if(i<(L.get(t.node)??i))break;L.delete(t.node)&&V.push({...a,kind:"talk",isLive:!0,mode:n,direction:m});break;case"talk_ended":L.delete(t.node),V.push({...a,at:x0(t,void 0),kind:"talk",duration:t.duration??null,isLive:!1,mode:n,direction:m});break;case"dtmf":d&&O4(t,d)?(d.digits=`${t.digit??""}${d.digits}`,d.at=i):V.push({...a,kind:"dtmf",isLive:!1,digits:t.digit??""});break;case"mdc":V.push({...a,kind:"mdc",isLive:!1,unit:t.unit??""});break;default:V.push({...a,kind:"link",duration:t.duration??null,isLive:!1,mode:n,direction:m,late:A})}}return V.sort(b4)},S0=(e,H,C,V)=>{let L=C.trim().toLowerCase();return e.filter(({kind:M,node:r})=>(H==="all"||M===H)&&`${r} ${V(r)}`.toLowerCase().includes(L))},h0=(e,H)=>{let C=new Array(24).fill(0);for(let{start:V,seconds:L}of e){let M=H(Date.parse(V));C[M]=(C[M]??0)+L}return C}});var w4,T4,B4,f0,g0,O0=l(()=>{"use strict";S();v0();D1();D();w4=6,T4=({today:e,hourNow:H,times:C,texts:V})=>{let L=h0(e.quarters,C.hour),M=Math.max(60,...L);return o`<div class="hours" role="list" aria-label=${V("talk_by_hour")}>
      ${L.map((r,t)=>{let i=`${C.hourLabel(t)}: ${E(r)}`;return o`<span
          role="listitem"
          class="hour ${t===H?"current":""} ${t>H?"future":""}"
          aria-label=${i}
          title=${i}
        >
          <i style=${h5({"clip-path":`inset(${((1-r/M)*100).toFixed(1)}% 0 0 0 round 4px)`})}></i>
        </span>`})}
    </div>
    <div class="hour-axis small soft" aria-hidden="true">
      ${[0,6,12,18].map(r=>o`<span>${C.hourLabel(r)}</span>`)}
    </div>`},B4=({today:e,texts:H,nameOf:C})=>{let V=Math.max(1,...e.talkers.map(({seconds:L})=>L));return o`<div class="stations stack" role="list" aria-label=${H("talk_by_station")}>
    ${e.talkers.slice(0,w4).map(({node:L,callsign:M,talks:r,seconds:t},i)=>o`<div role="listitem" class="station-bar" style="--y:${i*26}px">
        <span class="ellipsis">${M??C(L)}</span>
        <span class="track"><i style=${h5({width:`${t/V*100}%`})}></i></span>
        <span class="number" title=${H("count_talks",{count:r})}>${E(t)}</span>
      </div>`)}
  </div>`},f0=e=>e.by==="hour"?T4(e):B4(e),g0=c`
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
`});var P4,F4,e1,m2=l(()=>{"use strict";a5();P4=1e3,F4=5e3,e1=class{constructor(H,C){this.ask=H;this.changed=C}heed(H){H!==this.cause&&(this.askIn(this.cause===void 0?0:P4),this.cause=H)}stop(){clearTimeout(this.timer),this.cause=void 0}askIn(H){clearTimeout(this.timer),this.timer=setTimeout(()=>{this.receive()},H)}async receive(){let{cause:H}=this;try{let C=await this.ask();if(this.cause===void 0)return;this.answer=C,this.changed()}catch(C){H===this.cause&&!o5(C)&&this.askIn(F4)}}}});var f5,R4,l2,k0=l(()=>{"use strict";m2();f5="allstarlink",R4=10,l2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.asked=new e1(()=>this.hass().callWS(this.question()),V)}get calls(){return this.lastCall()?this.asked.answer?.response.calls??[]:[]}heed(){let H=this.lastCall();H&&this.asked.heed(this.hass().states?.[H]?.last_updated??"")}stop(){this.asked.stop()}server(){return this.hass().devices[this.deviceId]?.via_device_id??""}lastCall(){let H=this.server();return Object.values(this.hass().entities).find(C=>C.device_id===H&&C.platform===f5&&C.translation_key==="last_call")?.entity_id}question(){let C=(this.hass().devices[this.server()]?.identifiers??[]).find(([V])=>V===f5)?.[1];return{type:"call_service",domain:f5,service:"get_call_history",service_data:{config_entry_id:C,limit:R4},return_response:!0}}}});var g,I=l(()=>{"use strict";S();g=c`
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
    max-width: 100%;
    box-sizing: border-box;
    overflow: auto hidden;
    scrollbar-width: none;
    align-self: flex-start;
    padding: 3px;
    border-radius: 10px;
    background: var(--surface);
  }
  .choice button {
    flex: none;
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
`});var s2,y0=l(()=>{"use strict";m2();s2=class extends e1{get talks(){return this.answer}}});var b0,w0,T0,Z,b,B0,M1,P0,F0,R0,p1,u1,R=l(()=>{"use strict";j();b0=e=>y(e.last_keyed)??0,w0=e=>y(e.connected_since)??Number.MAX_SAFE_INTEGER,T0=e=>[...e].sort(([H,C],[V,L])=>Number(L.keyed)-Number(C.keyed)||b0(L)-b0(C)||w0(L)-w0(C)||H.localeCompare(V,void 0,{numeric:!0})),Z=e=>e.callsign??e.node,b=({node:e,callsign:H,description:C,location:V})=>[H&&H!==e?e:null,C,V].filter(Boolean).join(" · "),B0=([,e],H)=>`${e.node} ${e.callsign??""} ${e.description??""} ${e.location??""}`.toLowerCase().includes(H.trim().toLowerCase()),M1=(e,H)=>{let C=[...e.values()].filter(V=>V.node===H);return C.find(V=>V.state==="established")??C[0]},P0=(e,H,C={})=>{let V=e.trim();return[...H.values(),...Object.entries(C).map(([r,t])=>({node:r,...t}))].find(({callsign:r})=>r?.toLowerCase()===V.toLowerCase())?.node??V},F0=(e,H)=>[...e.values()].filter(C=>C.node!==H),R0=e=>e.keyed.some(({node:H})=>H!==L1),p1=(e,H=!1)=>e.available?e.receiving?"receiving":H?"tail":e.transmitting?"transmitting":R0(e)?"talking":"idle":"unavailable",u1=(e,H=!1)=>e.available&&!e.receiving&&R0(e)?"talking":p1(e,H)});var _1,X,N1=l(()=>{"use strict";R();_1=(e,{links:H,names:C,callsigns:V})=>M1(H,e)??{node:e,description:null,location:null,callsign:V?.get(e)??null,...C?.[e]},X=(e,H)=>Z(_1(e,H))});var $4,$0,E4,D4,v2,E0=l(()=>{"use strict";S();L2();V1();h3();$1();B();j();t1();m0();S5();O0();k0();I();y0();N1();D1();D();$4=["all","talk","link"],$0=25,E4=46,D4=32,v2=class extends ${constructor(){super();this.talkerName=C=>C===L1?this.texts("local"):X(C,{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns});this.filter="all",this.words="",this.by="hour",this.isWhole=!1}static{this.properties={...$.properties,filter:{state:!0},words:{state:!0},by:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:T(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",required:!0,selector:l1},{name:"name",selector:{text:{}}},{name:"show_chart",default:!0,selector:{boolean:{}}},{name:"max_rows",default:$0,selector:{number:{min:3,max:100,mode:"box"}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:3,rows:12,min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.activity=C?this.activityFeed(C):void 0;let V={type:"allstarlink/talks/today",device_id:C},L=new s2(()=>this.hass.callWS(V),()=>this.requestUpdate());this.today=L;let M=new l2(()=>this.hass,C??"",()=>this.requestUpdate());this.calls=M,this.stops.push(()=>L.stop(),()=>M.stop())}willUpdate(){let{node:C,activity:V}=this;if(!C?.state||C.reason)return;this.calls?.heed();let L=V?.activities.find(({type:M})=>M==="talk_ended")?.time;this.today?.heed([d0(this.hass,C.now()),C.state.available,L].join(" "))}content(){let{config:C,texts:V,activity:L,node:M}=this;if(!C||!L)return this.hollow(V("choose_node"));if(L.error)return this.hollow(this.why(L));let r=Z0(L.activities,M?.talking??[],M?.links),t=S0(r,this.filter,this.words,this.talkerName),i=C.max_rows??$0,a=this.isWhole?t:t.slice(0,i),n=this.nameOf(C.device_id??""),A=C.name||V("activity");return o`<ha-card class=${this.fit} role="region" aria-label=${`${A}, ${n}`}>
      <div class="header">
        <div class="grow">
          <h2>${A}</h2>
          <div class="soft small ellipsis">${n}</div>
        </div>
        ${this.total()}
      </div>
      <div class="scroll">
      ${C.show_chart===!1?p:this.chart()} ${this.bar()} ${this.list(a)}
      ${a.length<t.length?o`<button
            class="text more"
            @click=${()=>{this.isWhole=!0}}
          >
            ${V("show_more")}
          </button>`:p}
      ${p0(this.calls?.calls??[],V,d2(this.hass),M?.now()??Date.now())}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${x(s.voice)}${C}</div></ha-card>`}total(){let V=(this.today?.talks?.talkers??[]).reduce((L,M)=>L+M.seconds,0);return o`<div class="total">
      <div class="number">${V<1?"–":E(V)}</div>
      <div class="soft small">${this.texts("talk_time_today")}</div>
    </div>`}chart(){let{texts:C,by:V}=this,L=d2(this.hass),M=this.today?.talks??{talkers:[],quarters:[]},r=M.talkers.length===0;return o`<section class="chart">
      ${this.choice(["hour","station"],V,t=>{this.by=t})}
      ${r&&V==="station"?o`<div class="empty small">${C("no_talks_today")}</div>`:f0({today:M,by:V,hourNow:L.hour(this.node?.now()??Date.now()),times:L,texts:C,nameOf:this.talkerName})}
    </section>`}bar(){return o`<div class="bar">
      ${this.choice($4,this.filter,C=>{this.filter=C})}
      <input
        type="search"
        placeholder=${this.texts("find")}
        aria-label=${this.texts("find")}
        .value=${this.words}
        @input=${C=>{this.words=C.target.value}}
      />
    </div>`}choice(C,V,L){return o`<div class="choice" role="group">
      ${C.map(M=>o`<button aria-pressed=${M===V?"true":"false"} @click=${()=>L(M)}>
            ${this.texts(M==="all"?"show_all_kinds":`show_${M}`)}
          </button>`)}
    </div>`}list(C){if(C.length===0){let i=this.filter!=="all"||this.words,n=(this.activity&&!i?this.why(this.activity):"")||this.texts(i?"nothing_found":"nothing_happened");return o`<div class="empty">${x(s.quiet)}${n}</div>`}let V=d2(this.hass),M=V.date(this.node?.now()??Date.now()),r=[],t=0;for(let i of C){let a=V.date(i.at);if(a!==M){let n=V.day(i.at);r.push({key:a,y:t,draw:A=>this.day(n,A)}),t+=D4}M=a,r.push({key:i.key,y:t,draw:n=>this.row(i,V,n)}),t+=E4}return o`<div class="list stack" role="list" style="--height:${t}px">
      ${P(r,({key:i})=>i,i=>i.draw(i.y))}
    </div>`}day(C,V){return o`<div class="day small soft" role="presentation" style="--y:${V}px">${C}</div>`}row(C,V,L){let{kind:M,type:r,node:t,at:i,isLive:a,late:n,digits:A,unit:m}=C,d=a?this.node?.releasedOf(t):void 0,v=this.talkerName(t),u=d?.until??this.node?.now()??i,h=a?(u-i)/1e3:C.duration,k=this.lasted(M,h);return d1([L,r,v,i,k,a,d,A,m,C.direction,this.texts],()=>{let w=r==="link_disconnected",z={talk:s.voice,link:w?s.unlinked:s.linked,dtmf:s.dtmf,mdc:s.voice}[M];return o`<div role="listitem" style="--y:${L}px" class="row ${M} ${a?"live":""} ${w?"gone":""}">
        <span class="badge">${x(z)}</span>
        <span class="what">
          <b class="ellipsis">${v}</b>
          <span class="soft small ellipsis">${d?this.texts("tail"):this.says(C)}${n?o` · ${this.texts("late")}`:p}</span>
        </span>
        <span class="lasted number">${k}</span>
        <time class="soft small number" datetime=${new Date(i).toISOString()}>${V.time(i)}</time>
      </div>`})}lasted(C,V){return V===null?"":C!=="talk"?G(V,this.hass.language):V<1?n0(this.hass.language):E(V)}says({type:C,isLive:V,mode:L,direction:M,digits:r,unit:t}){let{texts:i}=this;if(C==="dtmf")return i("dialled",{digits:r});if(C==="mdc")return i("mdc",{unit:t});if(C.startsWith("talk"))return i(V?"talks_now":"talked");let a=[L&&i(L),M&&i(M)].filter(Boolean).join(", ");return`${i(C)}${a?` · ${a}`:""}`}static{this.styles=[g,p2,g0,S3]}}});var D0,_0=l(()=>{"use strict";S();D0=c`
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
`});var _4,Z1,g5=l(()=>{"use strict";F1();R();_4=e=>[...e.slice(0,5).map(Z),...e.length>5?["…"]:[]].join(", "),Z1=class{constructor(H){this.host=H;this.error="";this.isCalling=!1;this.ending=new Set;this.pending=new Set;this.askDisconnectAll=()=>{let{texts:H,sources:C}=this.host;this.ask({text:H("ask_disconnect_all",{count:C.links.size}),action:H("disconnect_all"),run:()=>{this.act("disconnect",{all:!0})}})}}ask(H){this.question=H,this.host.requestUpdate()}forgive(){this.error="",this.host.requestUpdate()}async act(H,C,V="allstarlink"){let L=V==="allstarlink"?{device_id:this.host.controlled}:{};return this.attempt(()=>this.host.hass.callService(V,H,{...L,...C},void 0,!1))}async attempt(H){this.forgive();try{return await H(),!0}catch(C){return this.error=await t2(this.host.hass,C),!1}finally{this.host.requestUpdate()}}askAndCall(H,C=()=>{}){let{links:V,names:L}=this.host.sources,M=P0(H.node,V,L),r=F0(V,M),t=()=>{this.call({...H,node:M},C)};if(!H.exclusive||r.length===0){t();return}let{texts:i}=this.host;this.ask({text:i("ask_exclusive",{node:H.node,count:r.length,names:_4(r)}),action:i("connect"),run:t})}async call(H,C){this.isCalling=!0;let V=await this.act("connect",{...H});this.isCalling=!1,V&&C(),this.host.requestUpdate()}askToEnd(H,C){if(!this.host.asks){C();return}let{texts:V}=this.host;this.ask({text:V("ask_disconnect",{name:H}),action:V("disconnect"),run:C})}askAndToggle({node:H,mode:C},V,L){let M=()=>{this.toggle(H,C,L)};L?this.askToEnd(V,M):M()}async toggle(H,C,V){this.pending=new Set([...this.pending,H]),await(V?this.act("disconnect",{node:H}):this.act("connect",{node:H,mode:C})),this.pending=new Set([...this.pending].filter(L=>L!==H)),this.host.requestUpdate()}askAndDisconnect(H){this.askToEnd(Z(H),()=>{this.disconnect(H.node)})}async disconnect(H){this.ending=new Set([...this.ending,H]),await this.act("disconnect",{node:H}),this.ending=new Set([...this.ending].filter(C=>C!==H)),this.host.requestUpdate()}askOwn({label:H,action:C,data:V,confirm:L}){let[M="",r=""]=C.split("."),t=()=>{this.act(r,V??{},M)};L?this.ask({text:this.host.texts("ask_own",{label:H}),action:H,run:t}):t()}get canStar(){return!!(this.host.hass.user?.is_admin&&this.host.state?.can_control)}async setFavorites(H){let C={type:"allstarlink/favorites/set",device_id:this.host.controlled,favorites:H};return this.attempt(()=>this.host.hass.callWS(C))}}});var N4,I4,c2,x2,O5=l(()=>{"use strict";F1();N4=2e3,I4=3e6,c2=e=>/^[1-9]\d*$/.test(e)&&Number(e)>=N4&&Number(e)<I4,x2=class{constructor(H,C,V){this.hass=H;this.station=C;this.changed=V;this.error="";c2(C.node)&&this.ask()}get known(){let{station:H,report:C}=this;return{node:H.node,callsign:H.callsign??C?.callsign??null,description:H.description??C?.description??null,location:H.location??C?.location??null}}async ask(){try{let{response:H}=await this.hass.callWS({type:"call_service",domain:"allstarlink",service:"lookup_node",service_data:{node:this.station.node},return_response:!0});this.report=H}catch(H){this.error=await t2(this.hass,H)}this.changed()}}});var N0,u2,I0=l(()=>{"use strict";N0="allstarlink_said",u2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.changed=V;this.message="";this.scope="local";this.said=[];this.maxLength=500}get player(){let{entities:H}=this.hass();return H!==this.searched&&(this.searched=H,this.found=Object.values(H).find(({device_id:C,translation_key:V,entity_id:L})=>C===this.deviceId&&V==="on_air"&&L.startsWith("media_player."))),this.found}get current(){let H=this.hass().states?.[this.player?.entity_id??""];if(!(H?.state!=="playing"&&H?.state!=="buffering"))return{title:String(H.attributes?.media_title??""),isPlaying:H.state==="playing"}}async load(){try{let{value:H}=await this.hass().callWS({type:"frontend/get_user_data",key:N0});Array.isArray(H)&&(this.said=H.filter(C=>typeof C=="string").slice(0,5))}catch{return}this.changed()}take(){let H=this.message.trim();this.said=[H,...this.said.filter(V=>V!==H)].slice(0,5),this.message="";let C={type:"frontend/set_user_data",key:N0,value:this.said};return this.hass().callWS(C).catch(()=>{}),{message:H,scope:this.scope}}}});var W4,W0,U4,U0,G0,Z2=l(()=>{"use strict";S();B();W4=["id","time","version"],W0=({texts:e,buttons:H,onKeypad:C,onMacro:V,onAir:L,onAnnounce:M,onOwn:r})=>o`<div class="actions" role="group" aria-label=${e("actions")}>
    <button class="chip" data-place="action" @click=${C}>${x(s.dtmf)}${e("keypad")}</button>
    <button class="chip" data-place="action" @click=${V}>${x(s.macro)}${e("macro")}</button>
    ${L?o`<button class="chip air ${L.isBusy?"busy":""}" data-place="action" @click=${L.ask}>
          ${x(s.air)}${e("on_air")}
        </button>`:p}
    <select
      class="chip"
      aria-label=${e("announce")}
      @change=${t=>{let i=t.target,{value:a}=i;i.value="",M(a)}}
    >
      <option value="" selected>${e("announce")}</option>
      ${W4.map(t=>o`<option value=${t}>${e(`announce_${t}`)}</option>`)}
    </select>
    ${H.map(t=>o`<button class="chip" data-place="action" @click=${()=>r(t)}>${t.label}</button>`)}
  </div>`,U4=[..."123A456B789C*0#D"],U0=(e,H,C)=>o`<div class="keypad">
  <input
    type="text"
    autocomplete="off"
    maxlength="31"
    aria-label=${e("digits")}
    placeholder=${e("digits")}
    .value=${H}
    @input=${V=>C(V.target.value)}
  />
  <div class="keys">
    ${U4.map(V=>o`<button type="button" @click=${()=>C(H+V)}>${V}</button>`)}
  </div>
</div>`,G0=c`
  .actions {
    display: flex;
    flex: none;
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
`});var z0,I1,S1,W1,Q0,K0,q0,U1=l(()=>{"use strict";z0=e=>({node:e,name:null,mode:"transceive",group:null}),I1=({favorite_list:e,favorites:H})=>e??H.map(z0),S1=(e,H)=>/^[1-9]\d{0,9}$/.test(e)&&e!==H,W1=(e,H)=>e.some(C=>C.node===H)?e.filter(C=>C.node!==H):[...e,z0(H)],Q0=(e,H,C)=>{let V=e.findIndex(t=>t.node===H),L=V+C,M=e[V];if(!M||L<0||L>=e.length)return e;let r=e.filter(t=>t!==M);return[...r.slice(0,L),M,...r.slice(L)]},K0=(e,H,C)=>e.map(V=>V.node===H?{...V,...C}:V),q0=e=>{let H=new Map;for(let C of e){let V=C.group??"";H.set(V,[...H.get(V)??[],C])}return[...H]}});var G4,j0,z4,Q4,X0,k5=l(()=>{"use strict";S();V1();B();U1();G4=["transceive","monitor"],j0=e=>{let{hass:H,deviceId:C,texts:V,ownNode:L,draft:M,typed:r,onDraft:t,onTyped:i}=e,a=[...new Set(M.map(({group:A})=>A).filter(Boolean))],n=A=>{let m=S1(A,L)&&!M.some(d=>d.node===A);i(""),m&&t(W1(M,A))};return o`<div class="fields favorites-form">
    <datalist id="groups">${a.map(A=>o`<option value=${A}></option>`)}</datalist>
    ${M.length===0?o`<div class="soft">${V("no_favorites")}</div>`:p}
    <ol>
      ${P(M,({node:A})=>A,(A,m)=>z4(e,A,m))}
    </ol>
    <div class="adding">
      <allstarlink-station-input
        .hass=${H}
        .deviceId=${C}
        .texts=${V}
        .label=${V("add_favorite")}
        .value=${r}
        @typed=${A=>i(A.detail)}
        @choose=${A=>n(A.detail.node)}
        @keydown=${A=>{A.key!=="Enter"||!(A.composedPath()[0]instanceof HTMLInputElement)||(A.preventDefault(),n(r.trim()))}}
      ></allstarlink-station-input>
      <button
        type="button"
        class="round"
        aria-label=${V("add")}
        ?disabled=${!S1(r.trim(),L)}
        @click=${()=>n(r.trim())}
      >
        ${x(s.plus)}
      </button>
    </div>
  </div>`},z4=(e,H,C)=>{let{texts:V,draft:L,nameOf:M,onDraft:r}=e,{node:t,mode:i}=H,a=H.name??M(t),n=d=>r(K0(L,t,d)),A=(d,v)=>o`<button
    type="button"
    class="round"
    data-moves=${`${t} ${d}`}
    aria-label=${V(d<0?"move_up":"move_down",{name:a})}
    ?disabled=${C===v}
    @click=${u=>{r(Q0(L,t,d)),Q4(u.currentTarget)}}
  >
    ${x(d<0?s.up:s.down)}
  </button>`,m=(d,v,u)=>o`<input
    type="text"
    class=${`own-${d}`}
    maxlength="64"
    list=${d==="group"?"groups":p}
    aria-label=${`${v}, ${a}`}
    placeholder=${u}
    .value=${H[d]??""}
    @change=${h=>n({[d]:h.target.value.trim()||null})}
  />`;return o`<li data-favorite=${t}>
    <span class="movers">${A(-1,0)}${A(1,L.length-1)}</span>
    <span class="number soft small">${t}</span>
    ${m("name",V("name"),M(t))}
    <select
      aria-label=${`${V("mode")}, ${a}`}
      @change=${d=>n({mode:d.target.value})}
    >
      ${G4.map(d=>o`<option value=${d} ?selected=${d===i}>${V(d)}</option>`)}
    </select>
    ${m("group",V("group"),V("group"))}
    <button
      type="button"
      class="round away"
      aria-label=${V("remove_favorite",{name:a})}
      @click=${()=>r(W1(L,t))}
    >
      ${x(s.close)}
    </button>
  </li>`},Q4=e=>{setTimeout(()=>{let H=e.previousElementSibling??e.nextElementSibling;(e.disabled?H:e)?.focus()})},X0=c`
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
`});var Y0,J0=l(()=>{"use strict";S();Y0=(e,H,C)=>o`<div class="fields">
    <input
      type="text"
      inputmode="numeric"
      autocomplete="off"
      autofocus
      maxlength="9"
      aria-label=${e("macro_number")}
      placeholder=${e("macro_number")}
      .value=${H}
      @input=${V=>C(V.target.value)}
    />
  </div>`});var C7,H7,y5=l(()=>{"use strict";S();C7=({texts:e,onAir:H,changed:C,onStop:V})=>{let{current:L,said:M}=H;return o`<div class="fields on-air-form">
    ${L?o`<div class="now" role="status">
          <span class="grow">${e(L.isPlaying?"on_the_air":"waits_for_quiet",{title:L.title})}</span>
          <button type="button" @click=${V}>${e("stop")}</button>
        </div>`:p}
    <textarea
      rows="3"
      autofocus
      maxlength=${H.maxLength}
      aria-label=${e("text_to_say")}
      placeholder=${e("text_to_say")}
      .value=${H.message}
      @input=${r=>{H.message=r.target.value,C()}}
    ></textarea>
    <select
      aria-label=${e("heard_by")}
      @change=${r=>{H.scope=r.target.value}}
    >
      ${["local","network"].map(r=>o`<option value=${r} ?selected=${r===H.scope}>${e(`scope_${r}`)}</option>`)}
    </select>
    ${M.length>0?o`<h3 class="soft small">${e("said_last")}</h3>
          <div class="said">
            ${M.map(r=>o`<button
                type="button"
                class="chip"
                @click=${()=>{H.message=r,C()}}
              >
                <span class="ellipsis">${r}</span>
              </button>`)}
          </div>`:p}
  </div>`},H7=c`
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
`});var V7,K4,q4,L7,e7,b5=l(()=>{"use strict";S();B();O5();R();D();V7=60,K4=({hass:e,texts:H,lookup:C,link:V})=>{let{report:L}=C,M=V?[`${H(V.mode)}${V.direction?`, ${H(V.direction)}`:""}`]:[];if(!L)return M;let r=[...M];return L.active!==null&&r.push(H(L.active?"registered":"not_registered")),L.keyed&&r.push(H("keyed_now")),L.uptime!==null&&r.push(H("up_for",{span:G(L.uptime,e.language)})),L.version&&r.push(`app_rpt ${L.version}`),r},q4=({texts:e,lookup:H,onLookUp:C})=>{let V=H.report?.links??[];return H.report?o`<h3 class="soft small">${e("linked_with",{count:V.length})}</h3>
    <div class="neighbors">
      ${V.slice(0,V7).map(L=>o`<button type="button" class="chip" title=${b(L)} @click=${()=>C(L)}>
              ${Z(L)}
            </button>`)}
      ${V.length>V7?o`<span class="soft">…</span>`:p}
    </div>`:p},L7=e=>{let{hass:H,texts:C,lookup:V,isStarred:L,onStar:M}=e,{report:r,error:t,known:i}=V,a=r?.updated?(Date.now()-Date.parse(r.updated))/1e3:null,n=!r&&!t&&c2(i.node);return o`<div class="fields station-view" aria-live="polite" aria-busy=${n?"true":"false"}>
    <div class="about">
      <span class="grow soft">${b(i)||i.node}</span>
      ${L===void 0?p:o`<button
            type="button"
            class="round star"
            aria-pressed=${L?"true":"false"}
            aria-label=${C("favorite_of",{name:Z(i)})}
            @click=${M}
          >
            ${x(L?s.star:s.starOutline)}
          </button>`}
    </div>
    <div>${K4(e).join(" · ")}</div>
    ${t?o`<div class="soft">${t}</div>`:p}
    ${n?o`<div class="soft">${C("asking")}</div>`:p}
    ${c2(i.node)?p:o`<div class="soft">${C("no_statistics")}</div>`}
    ${q4(e)}
    ${a===null?p:o`<div class="soft small">${C("statistics_of",{ago:F(Math.max(0,a),H.language)})}</div>`}
  </div>`},e7=c`
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
`});var h1,j4,w5=l(()=>{"use strict";O5();I0();Z2();k5();J0();y5();b5();U1();R();N1();h1=class{constructor(H,C){this.host=H;this.control=C;this.digits="";this.macro="";this.draft=[];this.typed="";this.onAirOf="";this.changed=()=>this.host.requestUpdate();this.askDigits=()=>{let{texts:H}=this.host;this.digits="",this.control.ask({text:H("keypad"),action:H("send"),body:()=>U0(H,this.digits,C=>{this.digits=C,this.changed()}),canRun:()=>this.digits.trim()!=="",run:()=>{this.control.act("send_dtmf",{digits:this.digits.trim().toUpperCase()})},isHarmless:!0})};this.askMacro=()=>{let{texts:H}=this.host;this.macro="",this.control.ask({text:H("macro"),action:H("run"),body:()=>Y0(H,this.macro,C=>{this.macro=C,this.changed()}),canRun:()=>/^\d+$/.test(this.macro.trim()),run:()=>{this.control.act("run_macro",{macro:this.macro.trim()})},isHarmless:!0,hasField:!0})};this.askText=()=>{let{air:H,control:C,host:V}=this;if(!H)return;let{texts:L}=V;H.load();let M=()=>{C.act("media_stop",{entity_id:H.player?.entity_id},"media_player")};C.ask({text:L("on_air"),action:L("say"),body:()=>C7({texts:L,onAir:H,changed:this.changed,onStop:M}),canRun:()=>H.message.trim()!=="",run:()=>{C.act("speak",{...H.take()})},isHarmless:!0,hasField:!0})};this.askFavorites=()=>{let{control:H,host:C}=this,{texts:V,state:L}=C;L&&(this.draft=I1(L),this.typed="",H.ask({text:V("favorites"),action:V("save"),body:()=>j0({hass:C.hass,deviceId:C.controlled,texts:V,ownNode:L.node,draft:this.draft,typed:this.typed,nameOf:M=>X(M,C.sources),onDraft:M=>{this.draft=M,this.changed()},onTyped:M=>{this.typed=M,this.changed()}}),run:()=>{H.setFavorites(this.draft)},isHarmless:!0,isWide:!0}))};this.use={canStar:H=>this.canStar(H),isStarred:H=>this.isStarred(H),star:({node:H})=>this.star(H),lookUp:H=>this.lookUp(H)}}get air(){let{controlled:H}=this.host;return(!this.onAir||this.onAirOf!==H)&&(this.onAir=new u2(()=>this.host.hass,H,this.changed),this.onAirOf=H),this.onAir.player?this.onAir:void 0}canStar(H){return this.control.canStar&&S1(H,this.host.state?.node??"")}isStarred(H){return this.host.state?.favorites.includes(H)??!1}star(H){let{state:C}=this.host;C&&this.control.setFavorites(W1(I1(C),H))}lookUp(H){let{control:C,host:V}=this,{hass:L,texts:M}=V,r=H.callsign?H:{..._1(H.node,V.sources),...j4(H)},{node:t}=r,i=new x2(L,r,this.changed),a=M1(V.sources.links,t),n=V.state?.can_control&&S1(t,V.state.node);C.ask({text:Z(r),body:()=>L7({hass:L,texts:M,lookup:i,link:M1(V.sources.links,t),isStarred:this.canStar(t)?this.isStarred(t):void 0,onStar:()=>this.star(t),onLookUp:A=>this.lookUp(A)}),isWide:!0,...a&&V.state?.can_control?{action:M("disconnect"),run:()=>{C.disconnect(t)}}:n?{action:M("connect"),run:()=>C.askAndCall({node:t,mode:"transceive",permanent:!1,exclusive:!1}),isHarmless:!0}:{}})}},j4=e=>Object.fromEntries(Object.entries(e).filter(([,H])=>H!==null))});var S2,X4,h2,M7,f2=l(()=>{"use strict";S();S2=(e,H,C)=>o`<dialog
    class=${e?.isWide?"wide":""}
    aria-labelledby="question"
    @close=${V=>{C(),V.target.returnValue==="yes"&&e?.run?.()}}
    @click=${V=>{V.target===V.currentTarget&&V.target.close()}}
  >
    ${e?X4(e,H):p}
  </dialog>`,X4=({text:e,body:H,action:C,canRun:V,isHarmless:L,hasField:M},r)=>o`<form method="dialog">
    <p id="question">${e}</p>
    ${H?.()??p}
    <div class="answers">
      <button value="no" class="text" data-place="answer" ?autofocus=${!M}>${r(C?"cancel":"dismiss")}</button>
      ${C?o`<button
            value="yes"
            class=${L?"main":"danger"}
            data-place="answer"
            ?disabled=${V?!V():!1}
          >
            ${C}
          </button>`:p}
    </div>
  </form>`,h2=(e,H)=>{let C=e.querySelector("dialog");H&&C&&!C.open?(C.returnValue="",C.showModal()):!H&&C?.open&&C.close()},M7=c`
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
`});var Y4,g2,T5=l(()=>{"use strict";S();Z2();k5();y5();f2();b5();Y4=c`
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
`,g2=[Y4,M7,G0,H7,X0,e7]});var P5,r7,O2,J4,F5,R5,B5,t7,C9,H9,i7,V9,L9,e9,M9,r9,t9,o7,i9,a7=l(()=>{"use strict";R();P5=12,r7=16,O2=34,J4=16,F5=62,R5=18,B5=20,t7=30,C9=300,H9=e=>[...e].sort(([H,C],[V,L])=>(C.connected_since??"~").localeCompare(L.connected_since??"~")||H.localeCompare(V)),i7=e=>{let H=[],C=()=>H.reduce((M,r)=>M+r,0);for(let M=F5;C()<e;M+=R5)H.push(Math.floor(2*Math.PI*M/J4));let V=e/C(),L=e;return H.map((M,r)=>{let t=r===H.length-1?L:Math.min(L,Math.round(M*V));return L-=t,t})},V9=e=>e.length>r7?`${e.slice(0,r7-1)}…`:e,L9=e=>i7(e).flatMap((H,C)=>{let V=F5+C*R5;return Array.from({length:H},(L,M)=>{let r=-Math.PI/2+2*Math.PI*M/H+C*.35;return{dx:V*Math.cos(r),dy:V*Math.sin(r)}})}),e9=(e,H)=>{let C=e>6?128:100,V=Math.min(H/2-56,C*1.5),L=e<=2?0:-Math.PI/2+(e%2===0?Math.PI/e:0);return Array.from({length:e},(M,r)=>{let t=L+2*Math.PI*r/e;return{dx:V*Math.cos(t),dy:C*Math.sin(t)}})},M9=(e,H)=>e>P5?L9(e):e9(e,H),r9=e=>({up:Math.max(O2,...e.map(({dy:H})=>t7/2-H)),down:Math.max(O2,...e.map(({dy:H})=>t7/2+H))}),t9=(e,H,C,V,L)=>H.map(([M,r],t)=>({key:`${e.id} ${M}`,hub:e,link:r,x:V+(C[t]?.dx??0),y:L+(C[t]?.dy??0),isDot:H.length>P5,label:V9(Z(r))})),o7=(e,H)=>{let C=new Set(e.map(({node:A})=>A)),V=e.map(A=>H9([...A.links].filter(([,m])=>!C.has(m.node)))),L=Math.max(...V.map(({length:A})=>A>P5?i7(A).length:0)),M=Math.max(C9,2*(F5+L*R5+B5)),r=Math.max(1,Math.min(e.length,Math.floor(H/M))),t=H/r,i=V.map(({length:A})=>M9(A,t)),a=[],n=B5;for(let A=0;A<e.length;A+=r){let m=e.slice(A,A+r),d=m.map((u,h)=>r9(i[A+h]??[])),v=n+Math.max(...d.map(({up:u})=>u));m.forEach((u,h)=>{let k=t*(h+.5),w=A+h;a.push({hub:u,x:k,y:v,spots:t9(u,V[w]??[],i[w]??[],k,v)})}),n=v+Math.max(...d.map(({down:u})=>u))+B5}return{width:H,height:Math.max(n,120),clusters:a,bridges:i9(a)}},i9=e=>{let H=new Map(e.map(V=>[V.hub.node,V])),C=new Map;for(let V of e)for(let L of V.hub.links.values()){let M=H.get(L.node);if(!M||M===V)continue;let r=[V.hub.node,L.node].sort().join(" "),t=C.get(r);t?L.keyed&&(t.link={...t.link,keyed:!0}):C.set(r,{from:V,to:M,link:L})}return[...C.values()]}});var o9,a9,A9,n9,k2,A7=l(()=>{"use strict";S();L2();V1();$1();B();j();_0();g5();w5();t1();T5();f2();I();R();a7();D();o9=["links","graph","list","map"],a9=10*6e4,A9=280,n9=["transceive","monitor","local_monitor","connecting"],k2=class extends ${constructor(){super();this.control=new Z1(this);this.dialogs=new h1(this,this.control);this.feeds=new Map;this.measured=new ResizeObserver(([C])=>{let V=Math.floor(C?.contentRect.width??0);V>0&&(this.width=V)});this.move=C=>{let V={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[C.key],{spots:L}=this,M=C.target.closest("[data-key]")?.dataset.key;if(C.key==="Escape"&&this.choose(""),M&&(C.key==="Enter"||C.key===" ")&&(C.preventDefault(),this.toggle(M)),!V||L.length===0)return;C.preventDefault();let r=L.findIndex(({key:i})=>i===this.chosen),t=L[(r+V+L.length)%L.length];t&&(this.choose(t.key),this.updateComplete.then(()=>{let i=`[data-key="${CSS.escape(t.key)}"]`;this.renderRoot.querySelector(i)?.focus()}))};this.width=0,this.chosen=""}static{this.properties={...$.properties,width:{state:!0},chosen:{state:!0},view:{state:!0},device:{state:!0}}}static getStubConfig(C){return{device_id:J(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",selector:K5},{name:"name",selector:{text:{}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name==="device_id"?"server":C.name}`)}}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:3,rows:8,min_rows:3}}get shownNodes(){let C=this.config?.device_id;return T(this.hass).filter(V=>!C||V.id===C||V.via_device_id===C).map(V=>V.id)}start(){this.feeds=new Map(this.shownNodes.map(C=>[C,this.nodeFeed(C)])),this.measured.observe(this),this.stops.push(()=>this.measured.disconnect())}devicesChanged(){this.shownNodes.join()!==[...this.feeds.keys()].join()&&this.restart()}content(){let{texts:C,config:V}=this,L=this.hubs();if(L.length===0){let[a]=this.feeds.values(),n=a?this.why(a):C("choose_server");return o`<ha-card><div class="empty">${x(s.tower)}${n}</div></ha-card>`}let M=L.reduce((a,n)=>a+n.links.size,0),r=this.nameOf(V?.device_id??"");this.graph=this.shownView==="links"&&this.width>0?o7(L,Math.max(this.width,A9)):void 0;let t=[C("count_nodes",{count:L.length}),C("count_links",{count:M})],i=V?.name||r||C("network");return o`<ha-card class=${this.fit} role="region" aria-label=${`${C("network")}, ${i}`}>
      <div class="header">
        <div class="grow">
          <h2>${i}</h2>
          <div class="soft small ellipsis">${t.join(" · ")}</div>
        </div>
      </div>
      ${this.choice()}
      ${this.shownView==="links"?o`<div class="scroll">${this.graph?this.picture(this.graph):p} ${this.legend()}</div>
            ${this.details()}`:o`<div class="scroll">${this.far(this.shownView)}</div>`}
      ${S2(this.control.question,C,()=>this.control.ask(void 0))}
    </ha-card>`}get shownView(){return this.view??this.config?.view??"links"}choice(){let{texts:C,shownView:V}=this,L=[...this.feeds.keys()];return o`<div class="views">
      <div class="choice" role="group" aria-label=${C("view")}>
        ${o9.map(M=>o`<button
            aria-pressed=${M===V?"true":"false"}
            @click=${()=>{this.view=M}}
          >
            ${C(`view_${M}`)}
          </button>`)}
      </div>
      ${V!=="links"&&L.length>1?o`<select
            aria-label=${C("option_device_id")}
            @change=${M=>{this.device=M.target.value}}
          >
            ${L.map(M=>o`<option value=${M} ?selected=${M===this.controlled}>${this.nameOf(M)}</option>`)}
          </select>`:p}
    </div>`}far(C){return o`<allstarlink-far-network
      .hass=${this.hass}
      .texts=${this.texts}
      .deviceId=${this.controlled}
      .feed=${this.feeds.get(this.controlled)}
      .view=${C}
      @lookup=${V=>this.dialogs.lookUp(V.detail)}
    ></allstarlink-far-network>`}get controlled(){let C=[...this.feeds.keys()],V=M=>this.feeds.get(M)?.state?.network_nodes??0,[L=""]=C.sort((M,r)=>V(r)-V(M));return this.device!==void 0&&this.feeds.has(this.device)?this.device:L}get state(){return this.feeds.get(this.controlled)?.state}get sources(){return{links:this.feeds.get(this.controlled)?.links??new Map,names:this.state?.names}}get asks(){return!0}updated(C){super.updated(C),h2(this.renderRoot,this.control.question)}hubs(){return[...this.feeds].flatMap(([C,{state:V,links:L,error:M}])=>V&&!M?[{id:C,node:V.node,links:L}]:[])}get spots(){return this.graph?.clusters.flatMap(({spots:C})=>C)??[]}get chosenSpot(){return this.spots.find(({key:C})=>C===this.chosen)}picture(C){let{width:V,height:L,clusters:M,bridges:r}=C;return this.tabbable=this.chosenSpot??this.spots[0],o`<svg
      class="graph"
      viewBox="0 0 ${V} ${L}"
      style="aspect-ratio:${V}/${L}"
      role="group"
      aria-label=${this.texts("network")}
      @keydown=${this.move}
    >
      ${r.map(t=>this.bridge(t))} ${M.map(t=>this.cluster(t))}
    </svg>`}bridge({from:C,to:V,link:L}){return _`<line class="edge ${L.mode} ${L.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V.x} y2=${V.y} />`}cluster(C){let{hub:V,x:L,y:M,spots:r}=C,t=this.feeds.get(V.id),i=t?.tail!==void 0,a=t?.state?p1(t.state,i):"unavailable",n=t?.state?.network_nodes??0,A=this.nameOf(V.id),m=[...r].sort((d,v)=>Number(d.link.keyed)-Number(v.link.keyed));return _`<g class=${t?.state?u1(t.state,i):a}>
      ${r.map(d=>d1([d.x,d.y,d.link.mode,d.link.keyed,d.isDot],()=>this.edge(C,d)))}
      <g class="hub" role="img" aria-label=${`${A}: ${this.texts(a)}`}>
        <circle cx=${L} cy=${M} r=${O2} />
        <text x=${L} y=${M-2}>${V.node}</text>
        <text class="count" x=${L} y=${M+14}>${a==="unavailable"?this.texts("unavailable"):n>V.links.size?this.texts("short_network",{count:n}):this.texts(a)}</text>
      </g>
      ${P(m,d=>d.key,d=>this.spot(d))}
    </g>`}edge(C,{x:V,y:L,link:M,isDot:r}){return r&&!M.keyed?p:_`<line class="edge ${M.mode} ${M.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V} y2=${L} />`}spot(C){let{link:V,x:L,y:M,isDot:r,label:t,key:i}=C,a=y(V.last_keyed),n=this.feeds.get(C.hub.id)?.now()??Date.now(),A=a!==null&&n-a<a9,m=i===this.chosen,d=C===this.tabbable;return d1([L,M,t,V.mode,V.keyed,A,m,d,r,this.texts],()=>{let v=Math.max(44,t.length*7.6+20),u=r&&!V.keyed&&!m?p:t,h=Math.min(Math.max(L,v/2+2),this.width-v/2-2);return _`<g class="spot ${V.mode} ${V.keyed?"keyed":""} ${A?"recent":""} ${m?"chosen":""}"
        role="button" tabindex=${d?0:-1} data-key=${i}
        aria-label=${t===Z(V)?this.spoken(V):`${t}, ${this.spoken(V)}`} aria-pressed=${m?"true":"false"}
        @click=${()=>this.toggle(i)}>
        <title>${this.spoken(V)}</title>
        ${u===p?_`<circle class="dot-mark" cx=${L} cy=${M} r="6" /><circle class="touch" cx=${L} cy=${M} r="10" />`:_`<rect x=${h-v/2} y=${M-14} width=${v} height="28" rx="14" />
              <text x=${h} y=${M}>${u}</text>`}
      </g>`})}spoken(C){let V=[Z(C),b(C),this.texts(C.mode)];return C.keyed&&V.push(this.texts("talks_now")),V.filter(Boolean).join(", ")}legend(){let C=[...this.feeds.values()].flatMap(({links:L})=>[...L.values()]),V=n9.filter(L=>C.some(M=>M.mode===L));return o`<div class="legend small soft" aria-hidden="true">
      ${V.map(L=>o`<span>
          <svg width="26" height="8"><line class="edge ${L}" x1="1" y1="4" x2="25" y2="4" /></svg>
          ${this.texts(L)}
        </span>`)}
      <span><i class="dot"></i>${this.texts("talks_now")}</span>
    </div>`}details(){let C=this.chosenSpot;if(!C)return p;let{texts:V,hass:L}=this,{link:M}=C,r=this.feeds.get(C.hub.id)?.now()??Date.now(),t=y(M.connected_since),i=y(M.last_keyed),a=[[V(M.mode),M.direction&&V(M.direction)].filter(Boolean).join(", "),t===null?"":`${V("connected")}: ${G((r-t)/1e3,L.language)}`,M.keyed?V("talks_now"):i===null?"":`${V("heard")}: ${F((r-i)/1e3,L.language)}`];return o`<div class="details" aria-live="polite">
      <span class="badge">${x(A2[M.kind])}</span>
      <div class="grow">
        <b>${Z(M)}</b> <span class="soft">${b(M)||V(`kind_${M.kind}`)}</span>
        <div class="soft small">${a.filter(Boolean).join(" · ")}</div>
      </div>
      <button class="round" aria-label=${V("dismiss")} @click=${()=>this.choose("")}>${x(s.close)}</button>
    </div>`}choose(C){this.chosen=C}toggle(C){this.choose(C===this.chosen?"":C)}static{this.styles=[g,g2,D0]}}});var $5,f1,E5=l(()=>{"use strict";$5=(e,H)=>(e[`${H}_action`]?.action??"none")!=="none",f1=class{constructor(H,C){this.host=H;this.actions=C;this.down=0;this.press=()=>{this.down=Date.now()};this.click=H=>{H.detail>0&&Date.now()-this.down>=500?this.fire("hold"):$5(this.actions(),"double_tap")?this.waiting===void 0?this.waiting=window.setTimeout(()=>this.end("tap"),250):(clearTimeout(this.waiting),this.end("double_tap")):this.fire("tap")};this.key=H=>{H.key!=="Enter"&&H.key!==" "||!this.isSet||(H.preventDefault(),this.fire("tap"))}}get isSet(){return["tap","hold","double_tap"].some(H=>$5(this.actions(),H))}end(H){this.waiting=void 0,this.fire(H)}fire(H){let C=this.actions();$5(C,H)&&this.host.dispatchEvent(new CustomEvent("hass-action",{bubbles:!0,composed:!0,detail:{config:C,action:H}}))}}});var y2,n7=l(()=>{"use strict";S();$1();E5();B();j();t1();I();R();N1();D();y2=class extends ${constructor(){super(...arguments);this.gestures=new f1(this,()=>this.config??{})}static getStubConfig(C){return{device_id:T(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",required:!0,selector:l1},{name:"name",selector:{text:{}}},...["tap_action","hold_action","double_tap_action"].map(C=>({name:C,selector:{ui_action:{}}}))],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name}`)}}getGridOptions(){return{columns:3,min_columns:3,rows:1,min_rows:1}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0}content(){let{node:C,texts:V,config:L,gestures:M}=this,r=C?.state,t=L?.name||this.nameOf(L?.device_id??""),i=r&&C&&!C.error?p1(r,C.tail!==void 0):"unavailable",a=r&&C?u1(r,C.tail!==void 0):i,n=C&&!r?this.why(C):V(i);return o`<div
      class="badge ${a}"
      role=${M.isSet?"button":"group"}
      tabindex=${M.isSet?0:p}
      aria-label=${t}
      @pointerdown=${M.press}
      @click=${M.click}
      @keydown=${M.key}
    >
      ${x(i==="unavailable"?s.offline:s.tower)}
      <span class="words">
        <span class="soft label ellipsis">${t}</span>
        <span class="ellipsis number">${C&&r&&i!=="unavailable"?this.talker(C,i):n}</span>
      </span>
    </div>`}talker(C,V){let L=C.state?.keyed.at(-1)??C.tail;if(!L)return this.texts(V);let{node:M}=L,r=M===L1?this.texts("local"):X(M,{links:C.links,names:C.state?.names}),t=y(L.since),i="until"in L?Number(L.until):C.now();return t===null?r:`${r} ${E((i-t)/1e3)}`}static{this.styles=[g,c`
      :host {
        height: auto;
      }
      .badge {
        display: flex;
        align-items: center;
        gap: 8px;
        /* The same whoever talks: the badges beside it stay. */
        width: 176px;
        height: var(--ha-badge-size, 36px);
        box-sizing: border-box;
        padding: 0 12px;
        border: 1px solid var(--ha-card-border-color, var(--line));
        border-radius: var(--ha-badge-border-radius, 18px);
        background: var(--ha-card-background, var(--card-background-color, #fff));
        --accent: var(--soft);
      }
      .badge[role="button"] {
        cursor: pointer;
      }
      .receiving {
        --accent: var(--receive);
      }
      .transmitting {
        --accent: var(--transmit);
      }
      .talking,
      .tail {
        --accent: var(--talk);
      }
      .icon {
        color: var(--accent);
      }
      /* The cards say it. */
      .outdated {
        display: none;
      }
      .words {
        display: flex;
        flex-direction: column;
        min-width: 0;
        font-size: 12px;
        line-height: 16px;
        font-weight: 500;
      }
      .label {
        font-size: 10px;
        line-height: 10px;
      }
    `]}}});var b2,d7=l(()=>{"use strict";b2=class{constructor(H,C){this.changed=H;this.hasFocus=C;this.rows=[];this.isOver=!1;this.until=0;this.enter=()=>{this.isOver=!0};this.leave=()=>{this.isOver=!1,this.rest()};this.rest=()=>{this.until=Date.now()+1e3,clearTimeout(this.timer),this.timer=setTimeout(this.changed,1e3)}}get isHeld(){return this.isOver||Date.now()<this.until||this.hasFocus()}reset(){this.rows=[],this.until=0}stop(){clearTimeout(this.timer),this.isOver=!1,this.reset()}arrange(H,C){if(this.isHeld&&this.rows.length>0){let V=new Map(H),L=this.rows.map(({id:t,item:i})=>{let a=V.get(t);return{id:t,item:a??i,isGone:a===void 0}}),M=new Set(L.map(({id:t})=>t)),r=H.filter(([t])=>!M.has(t)).slice(0,Math.max(0,C-L.length));this.rows=[...L,...r.map(([t,i])=>({id:t,item:i,isGone:!1}))]}else this.rows=H.slice(0,C).map(([V,L])=>({id:V,item:L,isGone:!1}));return this.rows}}});var d9,p9,m9,p7,m7,l7=l(()=>{"use strict";S();B();U1();D();d9=(e,{texts:H,language:C,now:V})=>{if(!e||e.active===null)return H("activity_unknown");if(!e.active)return H("not_registered");let L=[H(e.keyed?"keyed_lately":"registered")];return e.links!==null&&L.push(H("count_links",{count:e.links})),e.time&&L.push(F(Math.max(0,(V-Date.parse(e.time))/1e3),C)),L.join(", ")},p9=e=>!e||e.active===null?"unknown":e.active?e.keyed?"keyed":"active":"inactive",m9=(e,H)=>{let{texts:C,scanned:V,pending:L,linkOf:M,nameOf:r,onToggle:t}=e,{node:i}=H,a=M(i),n=a?.state==="established",A=L.has(i)||a?.state==="connecting",m=r(H),d=V?.get(i),v=V?d9(d,e):"",u=C(n?"disconnect_from":"connect_to",{name:m});return o`<button
    class="chip ${n?"on":""} ${A?"pending":""}"
    aria-pressed=${n?"true":"false"}
    aria-busy=${A?"true":"false"}
    data-place="chip"
    data-favorite=${i}
    ?disabled=${L.has(i)}
    title=${v?`${u} (${v})`:u}
    @click=${()=>t(H,m,n||A)}
  >
    ${x(n?s.star:s.starOutline)}<span class="ellipsis">${m}</span>
    ${V?o`<i class="scan ${p9(d)}" aria-hidden="true"></i
          ><span class="count number small" aria-hidden="true">${d?.links??""}</span
          ><span class="unseen">${v}</span>`:p}
  </button>`},p7=e=>{let{texts:H,favorites:C,onEdit:V}=e;if(C.length===0&&!V)return p;let L=q0(C),M=L.length-1,r=V?o`<button
        class=${C.length?"round":"text"}
        data-place="edit"
        aria-label=${H("edit_favorites")}
        title=${H("edit_favorites")}
        @click=${V}
      >
        ${x(C.length?s.edit:s.starOutline)}${C.length?p:H("favorites")}
      </button>`:p;return M<0?o`<div class="chips">${r}</div>`:o`${L.map(([t,i],a)=>o`<div class="chips" role="group" aria-label=${t||H("favorites")}>
      ${t?o`<span class="soft small group-name">${t}</span>`:p}
      ${i.map(n=>m9(e,n))} ${a===M?r:p}
    </div>`)}`},m7=c`
  .chips {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }
  .chip {
    max-width: 100%;
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
`});var s7,l9,v7,x7,c7,u7=l(()=>{"use strict";S();L2();V1();B();j();R();D();s7=(e,H)=>{let C=y(e);return C===null?null:Math.max(0,(H-C)/1e3)},l9=(e,{item:H,isGone:C},V)=>{let{texts:L,language:M,now:r,canControl:t,use:i}=e,a=s7(H.connected_since,r),n=s7(H.last_keyed,r),A=a===null?"":G(a,M),m=H.keyed&&!C,d=m?L("talks_now"):n===null?"":F(n,M),v=e.ending.has(H.node),u=i?.canStar(H.node)?i.isStarred(H.node):void 0;return d1([H,C,V,A,d,t,v,u,L],()=>{let h=H.state==="connecting",k=L(C?"link_disconnected":H.mode),w=H.direction&&!C?L(H.direction):"",z=b(H)||L(`kind_${H.kind}`);return o`<div
      role="row"
      class="link ${m?"keyed":""} ${h?"connecting":""} ${C?"gone":""} ${u===void 0?"":"can-star"}"
      data-place="row"
      data-at=${V}
      style="--y:calc(${V} * var(--row))"
      data-node=${H.node}
    >
      <span role="cell" class="badge" title=${L(`kind_${H.kind}`)}>
        ${x(m?s.voice:A2[H.kind])}
        ${m?o`<span class="unseen">${L("talks_now")}</span>`:p}
      </span>
      <span role="cell" class="who">
        ${t&&i?o`<button class="station" title=${L("look_up",{name:Z(H)})} @click=${()=>i.lookUp(H)}>
              ${v7(H,z)}
            </button>`:o`<span class="station">${v7(H,z)}</span>`}
      </span>
      <span role="cell" class="mode soft" title=${`${k}${w?`, ${w}`:""}`}>
        ${x(C?s.unlinked:Z5[H.mode])}
        <span class="ellipsis">${k}${w?o`<span class="way">, ${w}</span>`:p}</span>
      </span>
      <span role="cell" class="up soft number">${A}</span>
      <span role="cell" class="heard number ${m?"":"soft"}">${d}</span>
      ${t?o`<span role="cell" class="end">
            ${u===void 0||!i?p:o`<button
                  class="round star"
                  ?disabled=${C}
                  aria-pressed=${u?"true":"false"}
                  aria-label=${L("favorite_of",{name:Z(H)})}
                  @click=${()=>i.star(H)}
                >
                  ${x(u?s.star:s.starOutline)}
                </button>`}
            <button
              class="round away"
              ?disabled=${v||C}
              aria-label=${L("disconnect_from",{name:Z(H)})}
              title=${L("disconnect")}
              @click=${()=>e.onDisconnect(H)}
            >
              ${x(v?Z5.connecting:s.close)}
            </button>
          </span>`:p}
    </div>`})},v7=(e,H)=>o`<b class="ellipsis">${Z(e)}</b> <span class="soft small ellipsis">${H}</span>`,x7=e=>{let{texts:H,canControl:C,rows:V,order:L}=e;return o`<div
    role="table"
    class="links ${C?"controls":""}"
    aria-label=${H("links")}
    aria-rowcount=${V.length+1}
    @pointerenter=${L.enter}
    @pointerleave=${L.leave}
    @focusout=${L.rest}
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
      ${P(V,({id:M})=>M,(M,r)=>l9(e,M,r))}
    </div>
  </div>`},c7=c`
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
`});var D5,s9,v9,x9,c9,Z7,S7,h7=l(()=>{"use strict";S();B();j();D();D5=(e,H)=>{let C=y(e);return C===null?null:Math.max(0,(H-C)/1e3)},s9=o`<span class="wave" aria-hidden="true"><i></i><i></i><i></i><i></i></span>`,v9=e=>{let{texts:H,state:C,condition:V,tail:L,nameOf:M,detailOf:r}=e,t=V==="tail"?L:C.keyed.at(-1),i=V==="tail"&&L?L.until:e.now,a=C.keyed.slice(0,-1).reverse(),n=t?D5(t.since,i):null;return o`<section class="talker on-air">
    <div class="grow">
      <div class="word">${t&&V!=="tail"?s9:p}${H(V)}</div>
      ${t?o`<div class="name ellipsis">${M(t.node)}</div>
            <div class="soft ellipsis detail">${r(t.node)}</div>`:o`<div class="name quiet">${H("nobody_keyed")}</div>`}
      ${a.length>0?o`<div class="small ellipsis">
            ${H("also_keyed",{names:a.map(({node:A})=>M(A)).join(", ")})}
          </div>`:p}
    </div>
    ${n===null?p:o`<div class="clock number" role="timer" aria-label=${H("talking_for")}>
          ${E(n)}
        </div>`}
  </section>`},x9=({hass:e,texts:H,state:C,now:V,nameOf:L})=>{let M=D5(C.last_heard,V);return o`<section class="talker">
    <div class="grow">
      <div class="word soft">${H("idle")}</div>
      ${M===null||!C.last_heard_node?o`<div class="name quiet">${H("nothing_heard")}</div>`:o`<div class="name quiet ellipsis">${L(C.last_heard_node)}</div>
            <div class="soft">
              ${H("last_heard_ago",{ago:F(M,e.language)})}
            </div>`}
    </div>
  </section>`},c9=({hass:e,texts:H,state:C,now:V})=>{let L=D5(C.lost_at,V);return o`<section class="talker gone" role="status">
    ${x(s.offline)}
    <div class="grow">
      <div class="word">${H("unavailable")}</div>
      <div class="reason">${H(`reason_${C.reason??"not_loaded"}`,{server:C.server})}</div>
      ${L===null?p:o`<div class="soft small number">
            ${H("gone_for",{span:L<60?E(L):G(L,e.language)})}
          </div>`}
    </div>
  </section>`},Z7=e=>{switch(e.condition){case"unavailable":return c9(e);case"idle":return x9(e);default:return v9(e)}},S7=c`
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
`});var u9,Z9,S9,h9,f9,g9,f7,g7,O7=l(()=>{"use strict";S();V1();D1();u9=10*6e4,Z9=4,S9=22,h9=.004,f9=({bars:e},H)=>o`<svg class="track" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
    ${e.map(({from:C,to:V,isLive:L})=>{let M=Math.max(h9,V-C),r=H?1-C-M:C;return _`<rect class=${L?"live":""} x=${r.toFixed(4)} y="0" width=${M.toFixed(4)} height="1" />`})}
  </svg>`,g9=(e,H)=>o`<div class="axis small soft" aria-hidden="true">
    <span>${H("minutes_ago",{minutes:10})}</span>
    <span>${e>0?H("more_talkers",{count:e}):H("minutes_ago",{minutes:5})}</span>
    <span>${H("now")}</span>
  </div>`,f7=(e,H,C,V,L)=>{let M=u0(e,H,u9),r=M.slice(0,Z9);return o`<figure class="timeline" aria-label=${C("timeline")}>
    ${r.length===0?o`<div class="lane"><span class="soft small">${C("timeline_empty")}</span></div>`:o`<div class="lanes stack">${P(r,t=>t.talker,(t,i)=>o`<div class="lane" style="--y:${i*S9}px">
            <span class="who ellipsis small">${V(t.talker)}</span>
            ${f9(t,L)}
          </div>`)}</div>`}
    ${r.length>0?g9(M.length-r.length,C):p}
  </figure>`},g7=c`
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
`});var k7,y7=l(()=>{"use strict";S();k7=c`
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
    flex: none;
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
    flex: none;
    flex-wrap: wrap;
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
  @container card (max-width: 140px) {
    .lamp {
      display: none;
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
`});var b7,w2,w7=l(()=>{"use strict";S();$1();E5();d7();B();m5();j();t1();g5();w5();Z2();T5();l7();u7();f2();S5();h7();O7();y7();I();R();U1();N1();D1();b7=12,w2=class extends ${constructor(){super();this.control=new Z1(this);this.dialogs=new h1(this,this.control);this.gestures=new f1(this,()=>this.config??{});this.order=new b2(()=>this.requestUpdate(),()=>this.focused?.matches(".links :focus-visible")??!1);this.talkerName=C=>C===L1?this.texts("local"):X(C,this.sources);this.words="",this.isWhole=!1}static{this.properties={...$.properties,words:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:T(C)[0]?.id??""}}static getConfigForm(){let C=V=>({name:V,default:!0,selector:{boolean:{}}});return{schema:[{name:"device_id",required:!0,selector:l1},{name:"name",selector:{text:{}}},{name:"",type:"grid",schema:[C("show_timeline"),C("show_controls"),C("show_links"),C("confirm")]},{name:"max_links",default:b7,selector:{number:{min:1,max:100,mode:"box"}}},...["tap_action","hold_action","double_tap_action"].map(V=>({name:V,selector:{ui_action:{}}})),{name:"buttons",selector:{object:{}}}],computeLabel:(V,L)=>L(`component.allstarlink.selector.dashboard.options.option_${V.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:3,rows:12,min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.stops.push(()=>this.order.stop()),this.activity=C&&this.config?.show_timeline!==!1?this.activityFeed(C):void 0,this.scan=void 0}willUpdate(){let C=this.config?.device_id;C&&this.state?.favorites_scan&&this.state.favorites.length>0&&this.canControl&&!this.scan&&(this.scan=this.followWhileSeen(y3(this.hass.connection,C)))}get controlled(){return this.config?.device_id??""}get state(){return this.node?.state}get asks(){return this.config?.confirm!==!1}get canControl(){return!!this.state?.can_control&&this.config?.show_controls!==!1}content(){let{config:C,texts:V,node:L}=this;if(!L||!C)return this.hollow(V("choose_node"));let{state:M,error:r}=L;if(!M||r)return this.hollow(this.why(L));let t=p1(M,L.tail!==void 0),{canControl:i}=this;return o`<ha-card
      class="${u1(M,L.tail!==void 0)} ${this.fit}"
      role="region"
      aria-label=${this.heading}
    >
      ${this.header(M)} ${this.talker(M,t)}
      <div class="scroll">
      ${t!=="unavailable"&&C.show_timeline!==!1?f7(c0(this.activity?.activities??[],L.talking),L.now(),V,this.talkerName,this.isMirrored):o`<div class="gap"></div>`}
      ${i&&t!=="unavailable"?this.controls(M):p}
      ${t!=="unavailable"&&C.show_links!==!1?this.links(i):p}
      </div>
      ${this.toast()}
      ${S2(this.control.question,V,()=>this.control.ask(void 0))}
      <div class="unseen" aria-live="polite">
        ${M.keyed.map(({node:a})=>V("is_talking",{name:this.talkerName(a)}))}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${x(s.tower)}${C}</div></ha-card>`}get focused(){return this.renderRoot.activeElement}get heading(){return this.config?.name||this.nameOf(this.controlled)||this.state?.node||""}header(C){let{texts:V}=this,L=this.node?.links.size??0,M=C.available?[C.server,V("count_links",{count:L}),C.network_nodes&&C.network_nodes>L?V("count_network",{count:C.network_nodes}):null]:[C.server],{gestures:r}=this;return o`<div
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
    </div>`}lamp(C,V,L){let M=`${this.texts(V)}: ${this.texts(L?"on":"off")}`;return o`<span class="lamp ${V} ${L?"on":""}" role="img" aria-label=${M} title=${M}
      >${C}</span
    >`}talker(C,V){return Z7({hass:this.hass,texts:this.texts,state:C,condition:V,tail:this.node?.tail,now:this.node?.now()??Date.now(),nameOf:this.talkerName,detailOf:L=>{let M=M1(this.sources.links,L);return b(_1(L,this.sources))||(M?this.texts(`kind_${M.kind}`):"")}})}get sources(){return{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns}}controls(C){let{texts:V,control:L,dialogs:M}=this,{air:r}=M;return o`<section class="controls-box" aria-label=${V("controls")}>
      ${p7({texts:V,language:this.hass.language,now:this.node?.now()??Date.now(),favorites:I1(C),scanned:C.favorites_scan?this.scan?.favorites:void 0,pending:L.pending,linkOf:t=>M1(this.sources.links,t),nameOf:({node:t,name:i})=>i??X(t,this.sources),onToggle:(t,i,a)=>L.askAndToggle(t,i,a),onEdit:L.canStar?M.askFavorites:void 0})}
      <allstarlink-connect-box
        .hass=${this.hass}
        .deviceId=${this.controlled}
        .texts=${V}
        .use=${M.use}
        .favorites=${C.favorites}
        .busy=${L.isCalling}
        @call=${t=>this.call(t.detail)}
      ></allstarlink-connect-box>
      ${W0({texts:V,buttons:this.config?.buttons??[],onKeypad:M.askDigits,onMacro:M.askMacro,onAir:r&&{isBusy:r.current!==void 0,ask:M.askText},onAnnounce:t=>{L.act("announce",{what:t})},onOwn:t=>L.askOwn(t)})}
    </section>`}call(C){let V=this.renderRoot.querySelector("allstarlink-connect-box");this.control.askAndCall(C,()=>V?.clear(C.node))}toast(){let{error:C}=this.control;return C?o`<div class="error" role="alert">
      <span class="grow">${C}</span>
      <button class="round" aria-label=${this.texts("dismiss")} @click=${()=>this.control.forgive()}>
        ${x(s.close)}
      </button>
    </div>`:p}links(C){let{texts:V}=this,L=T0(this.node?.links??new Map),M=this.config?.max_links??b7,r=this.words?L.filter(a=>B0(a,this.words)):L,t=this.isWhole||this.words?r.length:M,i=this.order.arrange(r,t);return L.length+i.length===0?o`<div class="empty">${x(s.unlinked)}${V("no_links")}</div>`:o`<div class="links-bar">
        <h3>${V("links")} <span class="soft number">${L.length}</span></h3>
        ${L.length>M||this.words?o`<input
              type="search"
              placeholder=${V("find")}
              aria-label=${V("find")}
              .value=${this.words}
              @input=${a=>{this.words=a.target.value,this.order.reset()}}
            />`:p}
        ${C?o`<button class="text end-all" data-place="all" @click=${this.control.askDisconnectAll}>${V("disconnect_all")}</button>`:p}
      </div>
      ${i.length===0?o`<div class="empty">${x(s.unlinked)}${V("no_link_found")}</div>`:x7({rows:i,order:this.order,texts:V,language:this.hass.language,now:this.node?.now()??Date.now(),canControl:C,ending:this.control.ending,onDisconnect:a=>this.control.askAndDisconnect(a),use:C?this.dialogs.use:void 0})}
      ${t<r.length?o`<button
            class="text more"
            data-place="more"
            @click=${()=>{this.isWhole=!0,this.order.reset()}}
          >
            ${V("show_all",{count:L.length})}
          </button>`:p}`}updated(C){super.updated(C),h2(this.renderRoot,this.control.question)}static{this.styles=[g,p2,S7,g7,c7,g2,m7,k7]}}});var T7,B7=l(()=>{q();B1();i5();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */T7=C1(class extends U{constructor(e){if(super(e),e.type!==N.PROPERTY&&e.type!==N.ATTRIBUTE&&e.type!==N.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!x3(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[H]){if(H===O||H===p)return H;let C=e.element,V=e.name;if(e.type===N.PROPERTY){if(H===C[V])return O}else if(e.type===N.BOOLEAN_ATTRIBUTE){if(!!H===C.hasAttribute(V))return O}else if(e.type===N.ATTRIBUTE&&C.getAttribute(V)===H+"")return O;return e2(e),H}})});var P7=l(()=>{B7()});var O9,T2,F7=l(()=>{"use strict";S();P7();I();R();O9=["transceive","monitor","local_monitor"],T2=class extends f{constructor(){super();this.submit=C=>{if(C.preventDefault(),this.busy||!this.value.trim())return;this.renderRoot.querySelector("allstarlink-station-input")?.close();let{mode:V,permanent:L,exclusive:M}=this,r={node:this.value.trim(),mode:V,permanent:L,exclusive:M};this.dispatchEvent(new CustomEvent("call",{detail:r}))};this.busy=!1,this.reset()}static{this.properties={hass:{attribute:!1},deviceId:{attribute:!1},use:{attribute:!1},favorites:{attribute:!1},texts:{attribute:!1},busy:{attribute:!1},value:{state:!0},chosen:{state:!0},mode:{state:!0},permanent:{state:!0},exclusive:{state:!0}}}clear(C){this.value.trim()===C&&this.reset()}reset(){this.value="",this.chosen=void 0,this.mode="transceive",this.permanent=!1,this.exclusive=!1}render(){let{texts:C}=this;return o`<form @submit=${this.submit}>
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
          @keydown=${V=>{let L=V.composedPath()[0]instanceof HTMLInputElement;V.key==="Enter"&&L&&this.submit(V)}}
        ></allstarlink-station-input>
        <select
          name="mode"
          aria-label=${C("mode")}
          @change=${V=>{this.mode=V.target.value}}
        >
          ${O9.map(V=>o`<option value=${V} .selected=${T7(V===this.mode)}>${C(V)}</option>`)}
        </select>
        <button class="main" type="submit" ?disabled=${this.busy||!this.value.trim()}>
          ${C(this.busy?"connecting":"connect")}
        </button>
      </div>
      ${this.chosen?o`<div class="chosen small ellipsis">${Z(this.chosen)} <span class="soft">${b(this.chosen)}</span></div>`:p}
      ${this.value?this.options():p}
    </form>`}options(){let C=V=>o`<label>
      <input
        type="checkbox"
        name=${V}
        .checked=${this[V]}
        @change=${L=>{this[V]=L.target.checked}}
      />
      ${this.texts(V)}
    </label>`;return o`<div class="options">${C("exclusive")}${C("permanent")}</div>`}static{this.styles=[g,c`
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
    `]}}});var k9,R7,y9,B2,b9,w9,P2,$7=l(()=>{"use strict";S();B();I();k9=40,R7=3.2,y9=6,B2=1.5,b9=16,w9=5,P2=class extends f{constructor(){super();this.zoom=1;this.pan={x:0,y:0};this.size={width:0,height:0};this.pointers=new Map;this.isDragged=!1;this.frame=0;this.measured=new ResizeObserver(([C])=>{let{width:V=0,height:L=0}=C?.contentRect??{};V===0||V===this.size.width&&L===this.size.height||(this.size={width:V,height:L},this.redraw())});this.press=C=>{this.pointers.set(C.pointerId,{x:C.offsetX,y:C.offsetY}),this.pointers.size===1&&(this.isDragged=!1)};this.drag=C=>{let V=this.pointers.get(C.pointerId);if(!V)return;let L={x:C.offsetX,y:C.offsetY},M={x:L.x-V.x,y:L.y-V.y};if(!this.isDragged&&Math.hypot(M.x,M.y)<w9)return;this.isDragged||this.canvas?.setPointerCapture(C.pointerId),this.isDragged=!0;let[r]=[...this.pointers].filter(([t])=>t!==C.pointerId).map(([,t])=>t);if(this.pointers.set(C.pointerId,L),r){let t=Math.hypot(V.x-r.x,V.y-r.y)||1;this.scale(Math.hypot(L.x-r.x,L.y-r.y)/t,r)}else this.zoom>1&&(this.pan={x:this.pan.x+M.x,y:this.pan.y+M.y},this.redraw())};this.release=C=>{if(!this.pointers.delete(C.pointerId)||this.isDragged||C.type!=="pointerup")return;let V={x:C.offsetX,y:C.offsetY},L={name:"",distance:b9};for(let M of this.graph?.spots??[]){let{x:r,y:t}=this.toScreen(M),i=Math.hypot(r-V.x,t-V.y);i<L.distance&&(L={name:M.node.node,distance:i})}this.dispatchEvent(new CustomEvent("choose",{detail:L.name}))};this.wheel=C=>{C.ctrlKey&&(C.preventDefault(),this.scale(Math.exp(-C.deltaY/200),{x:C.offsetX,y:C.offsetY}))};this.key=C=>{let V={ArrowLeft:[40,0],ArrowRight:[-40,0],ArrowUp:[0,40],ArrowDown:[0,-40]}[C.key];if(C.key==="+")this.scale(B2);else if(C.key==="-")this.scale(1/B2);else if(C.key==="0")this.fit();else if(V&&this.zoom>1)this.pan={x:this.pan.x+(V[0]??0),y:this.pan.y+(V[1]??0)};else return;C.preventDefault(),this.redraw()};this.keyed=new Set,this.chosen="",this.hub=""}static{this.properties={graph:{attribute:!1},texts:{attribute:!1},hub:{attribute:!1},keyed:{attribute:!1,hasChanged:(C,V)=>[...C].join()!==[...V??[]].join()},chosen:{attribute:!1},isDark:{attribute:!1}}}render(){let C=(V,L,M)=>o`<button class="round" aria-label=${this.texts(V)} title=${this.texts(V)} @click=${M}>${x(L)}</button>`;return o`<canvas
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
        ${C("zoom_in",s.plus,()=>this.scale(B2))} ${C("zoom_out",s.minus,()=>this.scale(1/B2))}
        ${C("show_whole",s.whole,()=>this.fit())}
      </div>`}get canvas(){return this.renderRoot.querySelector("canvas")}firstUpdated(){this.canvas&&this.measured.observe(this.canvas)}disconnectedCallback(){super.disconnectedCallback(),cancelAnimationFrame(this.frame),this.frame=0}updated(C){this.redraw()}redraw(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.draw()})}get scaleNow(){let{width:C,height:V}=this.size;return Math.min(C,V)/2/(this.graph?.radius??1)*this.zoom}toScreen({x:C,y:V}){let L=this.scaleNow;return{x:this.size.width/2+this.pan.x+C*L,y:this.size.height/2+this.pan.y+V*L}}colors(){let C=getComputedStyle(this),V=L=>C.getPropertyValue(L).trim();return{ink:C.color,soft:V("--secondary-text-color")||"#5f6368",talk:V("--allstarlink-talk-color")||V("--primary-color")||"#03a9f4",card:V("--card-background-color")||"#fff"}}draw(){let{canvas:C,graph:V}=this,L=C?.getContext("2d"),{width:M,height:r}=this.size;if(!C||!V||!L||M===0)return;let t=devicePixelRatio||1;(C.width!==Math.round(M*t)||C.height!==Math.round(r*t))&&(C.width=Math.round(M*t),C.height=Math.round(r*t)),L.setTransform(t,0,0,t,0,0),L.clearRect(0,0,M,r);let i=this.colors(),a=({x:d,y:v})=>d>-20&&v>-20&&d<M+20&&v<r+20,n=V.spots.map(d=>({spot:d,...this.toScreen(d)}));this.drawEdges(L,i);let A=Math.min(9,Math.max(1.8,4.4*this.scaleNow)),m=n.filter(a);this.drawDots(L,m,i,A),this.drawNames(L,m,i,A),this.drawHub(L,i)}drawEdges(C,{ink:V,talk:L}){let{neighbors:M,spots:r}=this.graph,t=this.toScreen({x:0,y:0});C.strokeStyle=V,C.lineWidth=1,C.globalAlpha=.09,C.beginPath();for(let i of r){if(!i.via)continue;let a=this.toScreen(i.via),n=this.toScreen(i);C.moveTo(a.x,a.y),C.lineTo(n.x,n.y)}C.stroke();for(let i of[!1,!0]){C.globalAlpha=i?1:.3,C.strokeStyle=i?L:V,C.lineWidth=i?3:1,C.beginPath();for(let a of M){if(this.keyed.has(a.node.node)!==i)continue;let n=this.toScreen(a);C.moveTo(t.x,t.y),C.lineTo(n.x,n.y)}C.stroke()}C.globalAlpha=1}drawDots(C,V,{ink:L,talk:M,card:r},t){let i=(n,A,m,d)=>{C.beginPath();for(let{spot:v,x:u,y:h}of V)m(v)&&(C.moveTo(u+d,h),C.arc(u,h,d,0,2*Math.PI));C.globalAlpha=1,C.fillStyle=r,C.fill(),C.globalAlpha=A,C.fillStyle=n,C.fill()};i(L,.38,({node:n,via:A})=>!n.adjacent&&A!==void 0,t),C.lineWidth=1.2,i(L,.12,({node:n,via:A})=>!n.adjacent&&A===void 0,t),i(L,.7,({node:n})=>n.adjacent&&!this.keyed.has(n.node),t*1.5),i(M,1,({node:n})=>n.adjacent&&this.keyed.has(n.node),t*1.9),C.globalAlpha=1;let a=V.find(({spot:n})=>n.node.node===this.chosen);a&&(C.strokeStyle=M,C.lineWidth=3,C.beginPath(),C.arc(a.x,a.y,t*1.5+4,0,2*Math.PI),C.stroke())}drawNames(C,V,{ink:L,soft:M,card:r},t){let{neighbors:i,ring:a,unknown:n}=this.graph,A=this.scaleNow,m=2*Math.PI*a*A/i.length>=k9,d=A>=R7;C.textBaseline="middle",C.textAlign="center",C.lineJoin="round",C.lineWidth=3,C.strokeStyle=r;let v=(k,w,z,Y)=>{C.strokeText(k,w,z),C.fillStyle=Y,C.fillText(k,w,z)};C.font="11px sans-serif";for(let{spot:k,x:w,y:z}of V){let{node:Y}=k;!(Y.adjacent?m||this.keyed.has(Y.node):d)&&Y.node!==this.chosen||(C.font=Y.adjacent?"600 12px sans-serif":"11px sans-serif",v(Y.callsign??Y.node,w,z+t*1.5+8,L))}if(!n)return;let{x:u,y:h}=this.toScreen(n);C.font="11px sans-serif",v(this.texts("via_unknown"),u,h,M)}drawHub(C,{ink:V,card:L}){let{x:M,y:r}=this.toScreen({x:0,y:0}),t=Math.min(30,Math.max(14,30*this.scaleNow));C.beginPath(),C.arc(M,r,t,0,2*Math.PI),C.fillStyle=L,C.fill(),C.lineWidth=2,C.strokeStyle=V,C.stroke(),C.fillStyle=V,C.font="600 12px sans-serif",C.textAlign="center",C.textBaseline="middle",C.fillText(this.hub,M,r,t*2-4)}scale(C,V={x:this.size.width/2,y:this.size.height/2}){let L=Math.max(1,y9/this.scaleNow*this.zoom),M=Math.min(L,Math.max(1,this.zoom*C)),r=M/this.zoom,{width:t,height:i}=this.size;this.pan={x:(this.pan.x-(V.x-t/2))*r+(V.x-t/2),y:(this.pan.y-(V.y-i/2))*r+(V.y-i/2)},this.zoom=M,M===1&&(this.pan={x:0,y:0}),this.canvas&&(this.canvas.style.touchAction=M>1?"none":"pan-y"),this.redraw()}fit(){this.scale(1/this.zoom)}show(C){let V=this.graph?.spots.find(({node:M})=>M.node===C);if(!V)return;this.scale(Math.max(1,R7/this.scaleNow));let L=this.scaleNow;this.pan={x:-V.x*L,y:-V.y*L},this.redraw()}static{this.styles=[g,c`
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
    `]}}});var E7,N5,_5,T9,D7,I5=l(()=>{"use strict";E7=(e,H)=>e.node.localeCompare(H.node,void 0,{numeric:!0}),N5=e=>{let H=e.filter(({adjacent:M})=>M).sort(E7),C=new Map(H.map(M=>[M.node,{neighbor:M,behind:[]}])),V={behind:[]};for(let M of e)M.adjacent||(C.get(M.via??"")??V).behind.push(M);let L=[...C.values(),...V.behind.length>0?[V]:[]];for(let{behind:M}of L)M.sort(E7);return L},_5=(e,H)=>({x:e*Math.cos(H),y:e*Math.sin(H)}),T9=(e,H,C,V,L)=>{let M=[];for(let r=V;M.length<e.length;r+=14){let t=Math.max(1,Math.floor(C*r/14)),i=e.slice(M.length,M.length+t);i.forEach((a,n)=>{let A=H+C*(n+.5+(t-i.length)/2)/t;M.push({node:a,via:L,..._5(r,A)})})}return M},D7=e=>{let H=N5(e),C=H.reduce((A,{behind:m})=>A+m.length,0),V=Math.max(90,H.length*22/(2*Math.PI*(C>0?.5:1)),.42*14*Math.sqrt(e.length)),L=Math.min(22/V,2*Math.PI/Math.max(1,H.length)),M=2*Math.PI-L*H.length,r=[],t=[],i,a=-Math.PI/2;for(let{neighbor:A,behind:m}of H){let d=L+(C>0?M*m.length/C:M/H.length),v=a+d/2,u=A&&{node:A,..._5(V,v)};u&&t.push(u);let h=d*.86;r.push(...T9(m,v-h/2,h,V+34,u)),A||(i={..._5(V,v),count:m.length}),a+=d}let n=Math.max(V,...r.map(({x:A,y:m})=>Math.hypot(A,m)))+14;return{spots:[...t,...r],neighbors:t,ring:V,radius:n,unknown:i}}});var F2,B9,_7,N7,I7,R2,W7=l(()=>{"use strict";S();V1();I();I5();R();D();F2=48,B9=800,_7=8,N7=({node:e,callsign:H,location:C},V)=>`${e} ${H??""} ${C??""}`.toLowerCase().includes(V.trim().toLowerCase()),I7=e=>({...e,description:null}),R2=class extends f{constructor(){super();this.scrolled=C=>{this.first=Math.floor(C.target.scrollTop/F2)};this.key=C=>{let V={ArrowDown:1,ArrowUp:-1}[C.key],L=C.target.closest("[data-index]");if(!V||!L)return;C.preventDefault();let M=Number(L.dataset.index)+V;this.entries[M]&&"heading"in this.entries[M]&&(M+=V),this.renderRoot.querySelector(`[data-index="${M}"]`)?.focus()};this.nodes=[],this.words="",this.first=0}static{this.properties={nodes:{attribute:!1},words:{attribute:!1},texts:{attribute:!1},language:{attribute:!1},first:{state:!0}}}get entries(){let{nodes:C,words:V}=this;return(this.made?.nodes!==C||this.made.words!==V)&&(this.made={nodes:C,words:V,entries:this.make()}),this.made.entries}make(){let{texts:C}=this,V=N5(this.nodes),L=V.filter(({behind:i})=>i.length===0).flatMap(({neighbor:i})=>i??[]),M=L.filter(i=>N7(i,this.words)),r=`${C("neighbor")}: ${C("count_nodes",{count:L.length})}`;return(M.length>0?[{heading:r,key:"direct"},...M.map(i=>({node:i,key:i.node}))]:[]).concat(this.behind(V.filter(({behind:i})=>i.length>0)))}behind(C){let{texts:V,language:L}=this;return C.flatMap(({neighbor:M,behind:r})=>{let t=(M?[M,...r]:r).filter(m=>N7(m,this.words));if(t.length===0)return[];let i=r.find(({age:m})=>m!==null)?.age,a=typeof i=="number"?` · ${F(i,L)}`:"",n=M?`${V("via",{name:Z(I7(M))})}: ${V("count_nodes",{count:r.length+1})}${a}`:`${V("via_unknown")}: ${V("count_nodes",{count:r.length})}`,A=M?.node??"";return[{heading:n,key:`via ${A}`},...t.map(m=>({node:m,key:m.node}))]})}render(){let{entries:C,texts:V}=this;if(C.length===0)return o`<div class="empty">${V("nothing_matches")}</div>`;let L=Math.max(0,Math.min(this.first,C.length)-_7),M=C.slice(L,this.first+Math.ceil((this.clientHeight||B9)/F2)+_7);return o`<div class="window" role="list" tabindex="0" aria-label=${V("network")} @scroll=${this.scrolled} @keydown=${this.key}>
      <div class="whole" role="presentation" style="height:${C.length*F2}px">
        ${P(M,({key:r})=>r,(r,t)=>this.row(r,L+t,C.length))}
      </div>
    </div>`}row(C,V,L){let M=`transform:translateY(${V*F2}px)`,r="heading"in C?C.heading:p;return o`<div role="listitem" class="row" aria-setsize=${L} aria-posinset=${V+1} style=${M}>
      ${"node"in C?o`<button data-index=${V} @click=${()=>this.choose(C.node)}>
            <b class="ellipsis">${Z(I7(C.node))}</b>
            <span class="number soft">${C.node.callsign?C.node.node:""}</span>
            <span class="soft small ellipsis place">${C.node.location??""}</span>
          </button>`:o`<span class="soft small heading ellipsis">${r}</span>`}
    </div>`}choose(C){this.dispatchEvent(new CustomEvent("choose",{detail:C.node}))}static{this.styles=[g,c`
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
    `]}}});var P9,F9,$2,U7=l(()=>{"use strict";m2();P9=45e3,F9=6e3,$2=class extends e1{constructor(H,C,V){super(()=>H().callWS({type:"allstarlink/network",device_id:C}),V)}look(H,C){let{scan:V,pending:L}=this.answer??{scan:!1,pending:!1},M=V?Math.floor(C/(L?F9:P9)):"";this.heed(`${H} ${L} ${M}`)}}});var G7,E2,z7=l(()=>{"use strict";S();U7();B();I();x5();I5();R();D();G7=({node:e,callsign:H,location:C})=>({node:e,callsign:H,location:C,description:null}),E2=class extends f{constructor(){super();this.asked="";this.chosen="",this.words=""}static{this.properties={hass:{attribute:!1},texts:{attribute:!1},deviceId:{attribute:!1},feed:{attribute:!1,hasChanged:()=>!0},view:{attribute:!1},chosen:{state:!0},words:{state:!0}}}connectedCallback(){super.connectedCallback(),this.stop=o2(()=>this.look())}disconnectedCallback(){super.disconnectedCallback(),this.stop?.(),this.source?.stop(),this.asked=""}willUpdate(){this.asked!==this.deviceId&&(this.source?.stop(),this.source=new $2(()=>this.hass,this.deviceId,()=>this.requestUpdate()),this.asked=this.deviceId,this.chosen=""),this.look()}look(){let{state:C,links:V,reason:L}=this.feed;!C?.available||L||this.source?.look(`${C.network_nodes} ${[...V.keys()].sort().join()}`,Date.now())}get nodes(){return this.source?.answer?.nodes??[]}get isThere(){return!!this.feed.state?.available}render(){let{texts:C,nodes:V,isThere:L}=this;return L?this.source?.answer?V.length===0?o`<div class="empty">${x(s.unlinked)}${C("no_network")}</div>`:o`<div class="bar">
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
      ${this.details()}`:o`<div class="empty">${C("asking")}</div>`:o`<div class="empty">${x(s.offline)}${C("unavailable")}</div>`}status(){let{texts:C,nodes:V}=this,{scan:L,pending:M}=this.source?.answer??{},r=V.filter(({via:t,adjacent:i})=>!i&&t===null).length;return M?C("still_asking"):r>0?C(L?"ways_unknown":"ways_not_asked",{count:r}):""}shown(){let{texts:C,nodes:V}=this,L=M=>{this.chosen=M.detail};return this.view==="list"?o`<allstarlink-far-list
        .nodes=${V}
        .words=${this.words}
        .texts=${C}
        .language=${this.hass.language}
        @choose=${L}
      ></allstarlink-far-list>`:this.view==="map"?o`<allstarlink-station-map .nodes=${V} .texts=${C} @choose=${L}></allstarlink-station-map>`:(this.graph?.nodes!==V&&(this.graph={nodes:V,graph:D7(V)}),o`<allstarlink-far-canvas
      .graph=${this.graph.graph}
      .texts=${C}
      .hub=${this.feed.state?.node??""}
      .keyed=${this.keyed}
      .chosen=${this.chosen}
      .isDark=${this.hass.themes?.darkMode}
      @choose=${L}
    ></allstarlink-far-canvas>`)}get keyed(){return new Set([...this.feed.links.values()].filter(({keyed:C})=>C).map(({node:C})=>C))}find(){let C=this.words.trim().toLowerCase(),V=M=>[M.node,M.callsign??""].map(r=>r.toLowerCase()),L=this.nodes.find(M=>V(M).includes(C))??this.nodes.find(M=>V(M).some(r=>C&&r.startsWith(C)));L&&(this.chosen=L.node,this.renderRoot.querySelector("allstarlink-far-canvas")?.show(L.node))}details(){let{texts:C,nodes:V,chosen:L}=this,M=V.find(n=>n.node===L);if(!M)return p;let r=G7(M),t=V.find(n=>n.node===M.via),i=M.adjacent?C("neighbor"):t?C("via",{name:Z(G7(t))}):C("via_unknown"),a=M.age===null?"":F(M.age,this.hass.language);return o`<div class="details" aria-live="polite">
      <div class="grow">
        <b>${Z(r)}</b> <span class="soft">${b(r)}</span>
        <div class="soft small">${[i,a].filter(Boolean).join(" · ")}</div>
      </div>
      <button
        class="round"
        aria-label=${C("look_up",{name:Z(r)})}
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
    </div>`}static{this.styles=[g,c`
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
    `]}}});var D2,Q7=l(()=>{"use strict";D2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.changed=V;this.found=[];this.hasDirectory=!0;this.asked=0}look(H){this.stop();let C=H.trim().slice(0,100);C.length<2?this.found=[]:this.timer=setTimeout(()=>{this.ask(C)},200)}stop(){clearTimeout(this.timer),this.asked+=1}async ask(H){let{asked:C}=this;try{let V={type:"allstarlink/search",query:H,device_id:this.deviceId()},{nodes:L,directory:M}=await this.hass().callWS(V);if(C!==this.asked)return;this.found=L,this.hasDirectory=M}catch{if(C!==this.asked)return;this.found=[]}this.changed()}}});var _2,R9,G1,N2,K7=l(()=>{"use strict";S();V1();B();l5();Q7();I();R();_2=4,R9=300,G1=8,N2=class extends f{constructor(){super();this.places=new c1(this);this.search=new D2(()=>this.hass,()=>this.deviceId,()=>{this.isOpen=this.search.found.length>0||!this.search.hasDirectory,this.requestUpdate()});this.place=()=>{let C=this.renderRoot.querySelector("input")?.getBoundingClientRect(),V=this.renderRoot.querySelector("#found");if(!C||!V)return;let L=Math.min(Math.max(C.width,R9),innerWidth-2*G1),M=getComputedStyle(this).direction==="rtl"?C.right-L:C.left,r=(visualViewport?.height??innerHeight)-C.bottom-_2-G1,t=r>=Math.min(240,C.top);V.style.width=`${L}px`,V.style.left=`${Math.max(G1,Math.min(M,innerWidth-L-G1))}px`,V.style.maxHeight=`${Math.max(120,t?r:C.top-_2-G1)}px`,V.style.top=t?`${C.bottom+_2}px`:"auto",V.style.bottom=t?"auto":`${innerHeight-C.top+_2}px`};this.type=C=>{this.value=C.target.value,this.search.look(this.value),this.search.found.length===0&&(this.isOpen=!1),this.dispatchEvent(new CustomEvent("typed",{detail:this.value}))};this.key=C=>{C.key==="Escape"&&this.isOpen&&(C.preventDefault(),C.stopPropagation(),this.close(),this.focus());let V={ArrowDown:1,ArrowUp:-1}[C.key];if(!V||!this.isOpen)return;C.preventDefault();let L=[...this.renderRoot.querySelectorAll("input, [data-choose]")],M=this.renderRoot.activeElement?.closest(".offer, input"),r=L.findIndex(t=>t===M||M?.contains(t));L[(r+V+L.length)%L.length]?.focus()};this.left=({relatedTarget:C})=>{(!C||!this.renderRoot.contains(C))&&this.close()};this.value="",this.isOpen=!1}static{this.properties={hass:{attribute:!1},deviceId:{attribute:!1},texts:{attribute:!1},value:{attribute:!1},label:{attribute:!1},use:{attribute:!1},favorites:{attribute:!1},isOpen:{state:!0}}}disconnectedCallback(){super.disconnectedCallback(),this.close()}focus(){this.renderRoot.querySelector("input")?.focus()}close(){this.search.stop(),this.isOpen=!1}render(){return o`<div @keydown=${this.key} @focusout=${this.left}>
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
    </div>`}offers(){let{found:C}=this.search;return C.length===0?o`<div role="row"><div role="gridcell" class="none soft">${this.texts("no_list")}</div></div>`:P(C,({node:V})=>V,V=>this.offer(V))}offer(C){let{texts:V,use:L}=this,M=Z(C),r=this.favorites?.includes(C.node)??!1;return o`<div role="row" class="offer" data-place="offer">
      <div role="gridcell" class="grow">
        <button type="button" class="station" data-choose @click=${()=>this.choose(C)}>
          <b class="ellipsis">${M}</b>
          <span class="soft small ellipsis">${b(C)}</span>
        </button>
      </div>
      ${L?.canStar(C.node)?o`<div role="gridcell">
            <button
              type="button"
              class="round star"
              aria-pressed=${r?"true":"false"}
              aria-label=${V("favorite_of",{name:M})}
              @click=${()=>L.star(C)}
            >
              ${x(r?s.star:s.starOutline)}
            </button>
          </div>`:p}
      ${L?o`<div role="gridcell">
            <button
              type="button"
              class="round"
              aria-label=${V("look_up",{name:M})}
              @click=${()=>{this.close(),L.lookUp(C)}}
            >
              ${x(s.info)}
            </button>
          </div>`:p}
    </div>`}updated(C){if(this.places.measure(this.renderRoot),!C.has("isOpen"))return;let V=this.renderRoot.querySelector("#found");if(V?.showPopover){if(!this.isOpen){V.hidePopover(),removeEventListener("scroll",this.place,!0);return}V.showPopover(),this.place(),addEventListener("scroll",this.place,{capture:!0,passive:!0})}}choose(C){this.close(),this.focus(),this.dispatchEvent(new CustomEvent("choose",{detail:C}))}static{this.styles=[g,c`
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
    `]}}});var I2,$9,W2,q7=l(()=>{"use strict";S();I();I2=16,$9=async()=>{let{loadCardHelpers:e}=window;return e?((await e()).createCardElement({type:"map",entities:["zone.home"]}),await customElements.whenDefined("ha-map"),!0):!1},W2=class extends f{constructor(){super();this.locations=[];this.made="";this.nodes=[]}static{this.properties={nodes:{attribute:!1},texts:{attribute:!1},hasMap:{state:!0}}}connectedCallback(){super.connectedCallback(),$9().then(C=>{this.hasMap=C},()=>{this.hasMap=!1})}willUpdate(C){if(!C.has("nodes"))return;let V=this.nodes.filter(({latitude:M,longitude:r})=>M!==null&&r!==null),L=JSON.stringify(V.map(({node:M,callsign:r,latitude:t,longitude:i})=>[M,r,t,i]));L!==this.made&&(this.made=L,this.locations=V.map(M=>this.locate(M)))}locate({node:C,callsign:V,location:L,adjacent:M,latitude:r,longitude:t}){let i=document.createElement("div"),a="var(--allstarlink-talk-color, var(--primary-color, #03a9f4))";return i.style.cssText=`width:${I2}px;height:${I2}px;box-sizing:border-box;border-radius:50%;cursor:pointer;
      border:2px solid #fff;box-shadow:0 1px 4px rgb(0 0 0 / .5);background:${M?a:"#5f6368"}`,i.dataset.node=C,{id:C,location:[r??0,t??0],title:[V??C,V?C:null,L].filter(Boolean).join(" · "),activatable:!0,element:i,elementSize:[I2,I2]}}render(){let{texts:C,locations:V,hasMap:L}=this;return V.length===0?o`<div class="empty">${C("no_positions")}</div>`:L===!1?o`<div class="empty">${C("no_map")}</div>`:L?o`<ha-map
        class="room"
        auto-fit
        .editableLocations=${V}
        .zoom=${10}
        @editable-location-clicked=${M=>{M.stopPropagation(),this.dispatchEvent(new CustomEvent("choose",{detail:M.detail.id}))}}
      ></ha-map>
      <div class="soft small note">${C("positions",{count:V.length,all:this.nodes.length})}</div>`:o`<div class="room"></div>`}static{this.styles=[g,c`
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
    `]}}});var E9,D9,_9,g1,W,z1,N9,I9,r1,W9,W5,U9,G9,z9,Q9,K9,q9,j9,j7,U2,X7=l(()=>{"use strict";t1();F1();E9=["receiving","transmitting","link_keyed","talker"],D9=["links","network_nodes"],_9=["identify","reconnect_links","disconnect_all","transmitter","linking"],g1=(e,H,C)=>({type:"heading",heading:e,icon:H,...C?{tap_action:{action:"navigate",navigation_path:C}}:{}}),W=(e,H,C)=>{let V=q2(e,H.id);return C.flatMap(L=>V.filter(M=>M.translation_key===L).map(M=>M.entity_id))},z1=e=>e.map(H=>({type:"tile",entity:H,name:{type:"entity"}})),N9=e=>({type:"gauge",entity:e,name:{type:"entity"},min:0,max:100,segments:[{from:0,color:"var(--red-color)"},{from:50,color:"var(--orange-color)"},{from:80,color:"var(--green-color)"}]}),I9=e=>({type:"gauge",entity:e,name:{type:"entity"},min:0,max:255}),r1=(e,H=1)=>({type:"grid",column_span:H,cards:e}),W9=(e,H)=>{let C=T(e),V=J(e).map(L=>{let M=C.filter(t=>t.via_device_id===L.id),r=M.length>1;return r1([{type:"custom:allstarlink-network-card",device_id:L.id,grid_options:{columns:"full"}},...M.map(t=>({type:"custom:allstarlink-node-card",device_id:t.id,max_links:6,grid_options:{columns:r?12:"full"}}))],r?2:1)});return{title:H("overview"),path:"overview",icon:"mdi:radio-tower",type:"sections",max_columns:4,badges:C.map(L=>({type:"custom:allstarlink-node-badge",device_id:L.id,tap_action:{action:"navigate",navigation_path:K2(L)}})),sections:V}},W5={grid_options:{columns:"full"}},U9=(e,H,C)=>{let V=W(e,C,["voted"]),L=W(e,C,["rssi"]),M=L.length?[]:W(e,C,["voting"]);return V.length+L.length+M.length===0?[]:[g1(H("receivers"),"mdi:antenna"),...z1([...V,...M]),...L.map(I9)]},G9=(e,H)=>W(e,H,["talker","links"]).map(C=>({type:"entity",entity:C,show_name:!0})),z9=(e,H,C)=>{let V=W(e,C,E9),L=W(e,C,D9),M=W(e,C,_9),r=W(e,C,["favorite"]),t=[...V.length?[{type:"history-graph",entities:V,hours_to_show:6}]:[],...L.length?[{type:"history-graph",entities:L,hours_to_show:24}]:[]].map(a=>({...a,...W5})),i=[...U9(e,H,C),...M.length+r.length?[g1(H("controls"),"mdi:tune"),...z1([...r,...M])]:[]];return{title:C.name_by_user??Q2(C),path:K2(C),type:"sections",max_columns:3,badges:G9(e,C),sections:[r1([{type:"custom:allstarlink-node-card",device_id:C.id,...W5},...t.length?[g1(H("history"),"mdi:chart-timeline-variant"),...t]:[]]),r1([{type:"custom:allstarlink-activity-card",device_id:C.id,...W5}]),...i.length?[r1(i)]:[]]}},Q9=["active_calls","last_call","calls_today","missed_calls_today"],K9=["state","messages_waiting","reachable","registered"],q9=(e,H)=>{let C=new Set(T(e).map(({id:L})=>L)),V=J(e).flatMap(L=>{let M=W(e,L,Q9);if(M.length===0)return[];let r=Object.values(e.devices).filter(({id:t,via_device_id:i})=>i===L.id&&!C.has(t)).map(t=>({device:t,ids:W(e,t,K9)})).filter(({ids:t})=>t.length>0);return[r1([g1(m1(L),"mdi:phone"),...z1(M)]),...r.map(({device:t,ids:i})=>r1([g1(m1(t),"mdi:phone-classic"),...z1(i)]))]});return V.length===0?[]:[{title:H("telephony"),path:"telephony",icon:"mdi:phone",type:"sections",max_columns:3,sections:V}]},j9=(e,H)=>{let C=(V,L)=>{let M=W(e,V,["health"]),r=q2(e,V.id).filter(i=>i.entity_category==="diagnostic").map(i=>i.entity_id).filter(i=>!M.includes(i)),t=[...M.map(N9),...z1(r)];return t.length?[r1([g1(m1(V),L),...t])]:[]};return{title:H("diagnostics"),path:"diagnostics",icon:"mdi:stethoscope",type:"sections",max_columns:3,sections:[...J(e).flatMap(V=>C(V,"mdi:server-network")),...T(e).flatMap(V=>C(V,"mdi:access-point"))]}},j7=e=>{let H=Object.values(e.devices).filter(z2),C=Object.values(e.entities).filter(({platform:V})=>V==="allstarlink");return JSON.stringify([e.language,H.map(V=>[V.id,V.name,V.name_by_user,V.model,V.via_device_id,V.disabled_by]),C.map(V=>[V.entity_id,V.device_id,V.translation_key,V.entity_category,V.hidden])])},U2=class extends HTMLElement{static shouldRegenerate(H,C,V){return C.devices===V.devices&&C.entities===V.entities&&C.language===V.language?!1:j7(C)!==j7(V)}static async generate(H,C){let V=await r2(C),L=P1({...C,localize:V}),M=T(C);if(M.length===0){let r={type:"markdown",content:L("no_nodes")};return{views:[{title:L("overview"),type:"sections",sections:[r1([r])]}]}}return{title:"AllStarLink",views:[...M.length>1?[W9(C,L)]:[],...M.map(r=>z9(C,L,r)),...q9(C,L),j9(C,L)]}}}});var Y7={};H4(Y7,{defineElements:()=>Y9});var X9,Y9,J7=l(()=>{"use strict";E0();A7();n7();w7();F7();$7();W7();z7();K7();q7();X7();X9=[["allstarlink-station-input",N2],["allstarlink-connect-box",T2],["allstarlink-far-canvas",P2],["allstarlink-far-list",R2],["allstarlink-station-map",W2],["allstarlink-far-network",E2],["allstarlink-node-card",w2],["allstarlink-node-badge",y2],["allstarlink-activity-card",v2],["allstarlink-network-card",k2],["ll-strategy-dashboard-allstarlink",U2]],Y9=()=>{for(let[e,H]of X9)customElements.get(e)||customElements.define(e,H)}});t1();var L4="Who talks, compact",e4={show_timeline:!1,show_controls:!1,show_links:!1,grid_options:{columns:6,rows:3}},j2=(e,H="card")=>(C,V)=>{let L=C.entities[V];if(L?.platform!=="allstarlink"||!L.device_id)return null;let{device_id:M}=L,r={type:`custom:allstarlink-${e}-${H}`,device_id:M},t=T(C).some(({id:a})=>a===M),i=J(C).some(({id:a})=>a===M);return e==="network"?i?[{config:r}]:null:t?H==="badge"?[{config:r}]:e==="node"?[{config:r},{label:L4,config:{...r,...e4}}]:[{config:r}]:null};var U5="https://github.com/allstarlink-ha/ha-allstarlink/blob/main/docs/dashboards.md",J9=[["node","AllStarLink node","Who talks, who is linked, and the controls, live."],["activity","AllStarLink activity","Talks and links as they happened, and the talk time of today."],["network","AllStarLink network","A server's nodes and their links as a graph."]],G5=window;for(let[e,H,C]of J9)(G5.customCards??=[]).push({type:`allstarlink-${e}-card`,name:H,description:C,preview:!0,getEntitySuggestion:j2(e),documentationURL:U5});(G5.customBadges??=[]).push({type:"allstarlink-node-badge",name:"AllStarLink node",description:"Who talks on a node, live.",preview:!0,getEntitySuggestion:j2("node","badge"),documentationURL:U5});(G5.customStrategies??=[]).push({type:"allstarlink",strategyType:"dashboard",name:"AllStarLink",description:"All servers and nodes: who talks, who is linked, history and diagnostics.",documentationURL:U5});customElements.whenDefined("home-assistant").then(()=>Promise.resolve().then(()=>(J7(),Y7))).then(({defineElements:e})=>e());
