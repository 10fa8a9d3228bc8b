var V0=Object.defineProperty;var n=(L,H,C)=>()=>{if(C)throw C[0];try{return L&&(H=L(L=0)),H}catch(V){throw C=[V],V}};var L0=(L,H)=>{for(var C in H)V0(L,C,{get:H[C],enumerable:!0})};var O1,g1,r2,$2,e1,_2,u,N2,e2,t2=n(()=>{/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */O1=globalThis,g1=O1.ShadowRoot&&(O1.ShadyCSS===void 0||O1.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,r2=Symbol(),$2=new WeakMap,e1=class{constructor(H,C,V){if(this._$cssResult$=!0,V!==r2)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=H,this.t=C}get styleSheet(){let H=this.o,C=this.t;if(g1&&H===void 0){let V=C!==void 0&&C.length===1;V&&(H=$2.get(C)),H===void 0&&((this.o=H=new CSSStyleSheet).replaceSync(this.cssText),V&&$2.set(C,H))}return H}toString(){return this.cssText}},_2=L=>new e1(typeof L=="string"?L:L+"",void 0,r2),u=(L,...H)=>{let C=L.length===1?L[0]:H.reduce((V,M,r)=>V+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e=="number")return e;throw Error("Value passed to 'css' function must be a 'css' function result: "+e+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(M)+L[r+1],L[0]);return new e1(C,L,r2)},N2=(L,H)=>{if(g1)L.adoptedStyleSheets=H.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of H){let V=document.createElement("style"),M=O1.litNonce;M!==void 0&&V.setAttribute("nonce",M),V.textContent=C.cssText,L.appendChild(V)}},e2=g1?L=>L:L=>L instanceof CSSStyleSheet?(H=>{let C="";for(let V of H.cssRules)C+=V.cssText;return _2(C)})(L):L});var M0,r0,e0,t0,i0,o0,f1,W2,a0,A0,t1,i2,U2,I2,T,k1=n(()=>{t2();t2();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({is:M0,defineProperty:r0,getOwnPropertyDescriptor:e0,getOwnPropertyNames:t0,getOwnPropertySymbols:i0,getPrototypeOf:o0}=Object),f1=globalThis,W2=f1.trustedTypes,a0=W2?W2.emptyScript:"",A0=f1.reactiveElementPolyfillSupport,t1=(L,H)=>L,i2={toAttribute(L,H){switch(H){case Boolean:L=L?a0:null;break;case Object:case Array:L=L==null?L:JSON.stringify(L)}return L},fromAttribute(L,H){let C=L;switch(H){case Boolean:C=L!==null;break;case Number:C=L===null?null:Number(L);break;case Object:case Array:try{C=JSON.parse(L)}catch{C=null}}return C}},U2=(L,H)=>!M0(L,H),I2={attribute:!0,type:String,converter:i2,reflect:!1,useDefault:!1,hasChanged:U2};Symbol.metadata??=Symbol("metadata"),f1.litPropertyMetadata??=new WeakMap;T=class extends HTMLElement{static addInitializer(H){this._$Ei(),(this.l??=[]).push(H)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(H,C=I2){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(H)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(H,C),!C.noAccessor){let V=Symbol(),M=this.getPropertyDescriptor(H,V,C);M!==void 0&&r0(this.prototype,H,M)}}static getPropertyDescriptor(H,C,V){let{get:M,set:r}=e0(this.prototype,H)??{get(){return this[C]},set(e){this[C]=e}};return{get:M,set(e){let t=M?.call(this);r?.call(this,e),this.requestUpdate(H,t,V)},configurable:!0,enumerable:!0}}static getPropertyOptions(H){return this.elementProperties.get(H)??I2}static _$Ei(){if(this.hasOwnProperty(t1("elementProperties")))return;let H=o0(this);H.finalize(),H.l!==void 0&&(this.l=[...H.l]),this.elementProperties=new Map(H.elementProperties)}static finalize(){if(this.hasOwnProperty(t1("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(t1("properties"))){let C=this.properties,V=[...t0(C),...i0(C)];for(let M of V)this.createProperty(M,C[M])}let H=this[Symbol.metadata];if(H!==null){let C=litPropertyMetadata.get(H);if(C!==void 0)for(let[V,M]of C)this.elementProperties.set(V,M)}this._$Eh=new Map;for(let[C,V]of this.elementProperties){let M=this._$Eu(C,V);M!==void 0&&this._$Eh.set(M,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(H){let C=[];if(Array.isArray(H)){let V=new Set(H.flat(1/0).reverse());for(let M of V)C.unshift(e2(M))}else H!==void 0&&C.push(e2(H));return C}static _$Eu(H,C){let V=C.attribute;return V===!1?void 0:typeof V=="string"?V:typeof H=="string"?H.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(H=>this.enableUpdating=H),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(H=>H(this))}addController(H){(this._$EO??=new Set).add(H),this.renderRoot!==void 0&&this.isConnected&&H.hostConnected?.()}removeController(H){this._$EO?.delete(H)}_$E_(){let H=new Map,C=this.constructor.elementProperties;for(let V of C.keys())this.hasOwnProperty(V)&&(H.set(V,this[V]),delete this[V]);H.size>0&&(this._$Ep=H)}createRenderRoot(){let H=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return N2(H,this.constructor.elementStyles),H}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(H=>H.hostConnected?.())}enableUpdating(H){}disconnectedCallback(){this._$EO?.forEach(H=>H.hostDisconnected?.())}attributeChangedCallback(H,C,V){this._$AK(H,V)}_$ET(H,C){let V=this.constructor.elementProperties.get(H),M=this.constructor._$Eu(H,V);if(M!==void 0&&V.reflect===!0){let r=(V.converter?.toAttribute!==void 0?V.converter:i2).toAttribute(C,V.type);this._$Em=H,r==null?this.removeAttribute(M):this.setAttribute(M,r),this._$Em=null}}_$AK(H,C){let V=this.constructor,M=V._$Eh.get(H);if(M!==void 0&&this._$Em!==M){let r=V.getPropertyOptions(M),e=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:i2;this._$Em=M;let t=e.fromAttribute(C,r.type);this[M]=t??this._$Ej?.get(M)??t,this._$Em=null}}requestUpdate(H,C,V,M=!1,r){if(H!==void 0){let e=this.constructor;if(M===!1&&(r=this[H]),V??=e.getPropertyOptions(H),!((V.hasChanged??U2)(r,C)||V.useDefault&&V.reflect&&r===this._$Ej?.get(H)&&!this.hasAttribute(e._$Eu(H,V))))return;this.C(H,C,V)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(H,C,{useDefault:V,reflect:M,wrapped:r},e){V&&!(this._$Ej??=new Map).has(H)&&(this._$Ej.set(H,e??C??this[H]),r!==!0||e!==void 0)||(this._$AL.has(H)||(this.hasUpdated||V||(C=void 0),this._$AL.set(H,C)),M===!0&&this._$Em!==H&&(this._$Eq??=new Set).add(H))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let H=this.scheduleUpdate();return H!=null&&await H,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[M,r]of this._$Ep)this[M]=r;this._$Ep=void 0}let V=this.constructor.elementProperties;if(V.size>0)for(let[M,r]of V){let{wrapped:e}=r,t=this[M];e!==!0||this._$AL.has(M)||t===void 0||this.C(M,void 0,r,t)}}let H=!1,C=this._$AL;try{H=this.shouldUpdate(C),H?(this.willUpdate(C),this._$EO?.forEach(V=>V.hostUpdate?.()),this.update(C)):this._$EM()}catch(V){throw H=!1,this._$EM(),V}H&&this._$AE(C)}willUpdate(H){}_$AE(H){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(H)),this.updated(H)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(H){return!0}update(H){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(H){}firstUpdated(H){}};T.elementStyles=[],T.shadowRootOptions={mode:"open"},T[t1("elementProperties")]=new Map,T[t1("finalized")]=new Map,A0?.({ReactiveElement:T}),(f1.reactiveElementVersions??=[]).push("2.1.2")});function C5(L,H){if(!p2(L)||!L.hasOwnProperty("raw"))throw Error("invalid template strings array");return Q2!==void 0?Q2.createHTML(H):H}function Q(L,H,C=L,V){if(H===S)return H;let M=V!==void 0?C._$Co?.[V]:C._$Cl,r=a1(H)?void 0:H._$litDirective$;return M?.constructor!==r&&(M?._$AO?.(!1),r===void 0?M=void 0:(M=new r(L),M._$AT(L,C,V)),V!==void 0?(C._$Co??=[])[V]=M:C._$Cl=M),M!==void 0&&(H=Q(L,M._$AS(L,H.values),M,V)),H}var a2,G2,y1,Q2,A2,P,d2,d0,G,o1,a1,p2,Y2,o2,i1,z2,K2,I,q2,j2,J2,n2,o,R,l7,S,d,X2,U,H5,A1,b1,Y,z,w1,B1,T1,P1,V5,p0,L5,F=n(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */a2=globalThis,G2=L=>L,y1=a2.trustedTypes,Q2=y1?y1.createPolicy("lit-html",{createHTML:L=>L}):void 0,A2="$lit$",P=`lit$${Math.random().toFixed(9).slice(2)}$`,d2="?"+P,d0=`<${d2}>`,G=document,o1=()=>G.createComment(""),a1=L=>L===null||typeof L!="object"&&typeof L!="function",p2=Array.isArray,Y2=L=>p2(L)||typeof L?.[Symbol.iterator]=="function",o2=`[ 	
\f\r]`,i1=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,z2=/-->/g,K2=/>/g,I=RegExp(`>|${o2}(?:([^\\s"'>=/]+)(${o2}*=${o2}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),q2=/'/g,j2=/"/g,J2=/^(?:script|style|textarea|title)$/i,n2=L=>(H,...C)=>({_$litType$:L,strings:H,values:C}),o=n2(1),R=n2(2),l7=n2(3),S=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),X2=new WeakMap,U=G.createTreeWalker(G,129);H5=(L,H)=>{let C=L.length-1,V=[],M,r=H===2?"<svg>":H===3?"<math>":"",e=i1;for(let t=0;t<C;t++){let i=L[t],A,l,a=-1,p=0;for(;p<i.length&&(e.lastIndex=p,l=e.exec(i),l!==null);)p=e.lastIndex,e===i1?l[1]==="!--"?e=z2:l[1]!==void 0?e=K2:l[2]!==void 0?(J2.test(l[2])&&(M=RegExp("</"+l[2],"g")),e=I):l[3]!==void 0&&(e=I):e===I?l[0]===">"?(e=M??i1,a=-1):l[1]===void 0?a=-2:(a=e.lastIndex-l[2].length,A=l[1],e=l[3]===void 0?I:l[3]==='"'?j2:q2):e===j2||e===q2?e=I:e===z2||e===K2?e=i1:(e=I,M=void 0);let m=e===I&&L[t+1].startsWith("/>")?" ":"";r+=e===i1?i+d0:a>=0?(V.push(A),i.slice(0,a)+A2+i.slice(a)+P+m):i+P+(a===-2?t:m)}return[C5(L,r+(L[C]||"<?>")+(H===2?"</svg>":H===3?"</math>":"")),V]},A1=class L{constructor({strings:H,_$litType$:C},V){let M;this.parts=[];let r=0,e=0,t=H.length-1,i=this.parts,[A,l]=H5(H,C);if(this.el=L.createElement(A,V),U.currentNode=this.el.content,C===2||C===3){let a=this.el.content.firstChild;a.replaceWith(...a.childNodes)}for(;(M=U.nextNode())!==null&&i.length<t;){if(M.nodeType===1){if(M.hasAttributes())for(let a of M.getAttributeNames())if(a.endsWith(A2)){let p=l[e++],m=M.getAttribute(a).split(P),v=/([.?@])?(.*)/.exec(p);i.push({type:1,index:r,name:v[2],strings:m,ctor:v[1]==="."?w1:v[1]==="?"?B1:v[1]==="@"?T1:z}),M.removeAttribute(a)}else a.startsWith(P)&&(i.push({type:6,index:r}),M.removeAttribute(a));if(J2.test(M.tagName)){let a=M.textContent.split(P),p=a.length-1;if(p>0){M.textContent=y1?y1.emptyScript:"";for(let m=0;m<p;m++)M.append(a[m],o1()),U.nextNode(),i.push({type:2,index:++r});M.append(a[p],o1())}}}else if(M.nodeType===8)if(M.data===d2)i.push({type:2,index:r});else{let a=-1;for(;(a=M.data.indexOf(P,a+1))!==-1;)i.push({type:7,index:r}),a+=P.length-1}r++}}static createElement(H,C){let V=G.createElement("template");return V.innerHTML=H,V}};b1=class{constructor(H,C){this._$AV=[],this._$AN=void 0,this._$AD=H,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(H){let{el:{content:C},parts:V}=this._$AD,M=(H?.creationScope??G).importNode(C,!0);U.currentNode=M;let r=U.nextNode(),e=0,t=0,i=V[0];for(;i!==void 0;){if(e===i.index){let A;i.type===2?A=new Y(r,r.nextSibling,this,H):i.type===1?A=new i.ctor(r,i.name,i.strings,this,H):i.type===6&&(A=new P1(r,this,H)),this._$AV.push(A),i=V[++t]}e!==i?.index&&(r=U.nextNode(),e++)}return U.currentNode=G,M}p(H){let C=0;for(let V of this._$AV)V!==void 0&&(V.strings!==void 0?(V._$AI(H,V,C),C+=V.strings.length-2):V._$AI(H[C])),C++}},Y=class L{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(H,C,V,M){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=H,this._$AB=C,this._$AM=V,this.options=M,this._$Cv=M?.isConnected??!0}get parentNode(){let H=this._$AA.parentNode,C=this._$AM;return C!==void 0&&H?.nodeType===11&&(H=C.parentNode),H}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(H,C=this){H=Q(this,H,C),a1(H)?H===d||H==null||H===""?(this._$AH!==d&&this._$AR(),this._$AH=d):H!==this._$AH&&H!==S&&this._(H):H._$litType$!==void 0?this.$(H):H.nodeType!==void 0?this.T(H):Y2(H)?this.k(H):this._(H)}O(H){return this._$AA.parentNode.insertBefore(H,this._$AB)}T(H){this._$AH!==H&&(this._$AR(),this._$AH=this.O(H))}_(H){this._$AH!==d&&a1(this._$AH)?this._$AA.nextSibling.data=H:this.T(G.createTextNode(H)),this._$AH=H}$(H){let{values:C,_$litType$:V}=H,M=typeof V=="number"?this._$AC(H):(V.el===void 0&&(V.el=A1.createElement(C5(V.h,V.h[0]),this.options)),V);if(this._$AH?._$AD===M)this._$AH.p(C);else{let r=new b1(M,this),e=r.u(this.options);r.p(C),this.T(e),this._$AH=r}}_$AC(H){let C=X2.get(H.strings);return C===void 0&&X2.set(H.strings,C=new A1(H)),C}k(H){p2(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,V,M=0;for(let r of H)M===C.length?C.push(V=new L(this.O(o1()),this.O(o1()),this,this.options)):V=C[M],V._$AI(r),M++;M<C.length&&(this._$AR(V&&V._$AB.nextSibling,M),C.length=M)}_$AR(H=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);H!==this._$AB;){let V=G2(H).nextSibling;G2(H).remove(),H=V}}setConnected(H){this._$AM===void 0&&(this._$Cv=H,this._$AP?.(H))}},z=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(H,C,V,M,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=H,this.name=C,this._$AM=M,this.options=r,V.length>2||V[0]!==""||V[1]!==""?(this._$AH=Array(V.length-1).fill(new String),this.strings=V):this._$AH=d}_$AI(H,C=this,V,M){let r=this.strings,e=!1;if(r===void 0)H=Q(this,H,C,0),e=!a1(H)||H!==this._$AH&&H!==S,e&&(this._$AH=H);else{let t=H,i,A;for(H=r[0],i=0;i<r.length-1;i++)A=Q(this,t[V+i],C,i),A===S&&(A=this._$AH[i]),e||=!a1(A)||A!==this._$AH[i],A===d?H=d:H!==d&&(H+=(A??"")+r[i+1]),this._$AH[i]=A}e&&!M&&this.j(H)}j(H){H===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,H??"")}},w1=class extends z{constructor(){super(...arguments),this.type=3}j(H){this.element[this.name]=H===d?void 0:H}},B1=class extends z{constructor(){super(...arguments),this.type=4}j(H){this.element.toggleAttribute(this.name,!!H&&H!==d)}},T1=class extends z{constructor(H,C,V,M,r){super(H,C,V,M,r),this.type=5}_$AI(H,C=this){if((H=Q(this,H,C,0)??d)===S)return;let V=this._$AH,M=H===d&&V!==d||H.capture!==V.capture||H.once!==V.once||H.passive!==V.passive,r=H!==d&&(V===d||M);M&&this.element.removeEventListener(this.name,this,V),r&&this.element.addEventListener(this.name,this,H),this._$AH=H}handleEvent(H){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,H):this._$AH.handleEvent(H)}},P1=class{constructor(H,C,V){this.element=H,this.type=6,this._$AN=void 0,this._$AM=C,this.options=V}get _$AU(){return this._$AM._$AU}_$AI(H){Q(this,H)}},V5={M:A2,P,A:d2,C:1,L:H5,R:b1,D:Y2,V:Q,I:Y,H:z,N:B1,U:T1,B:w1,F:P1},p0=a2.litHtmlPolyfillSupport;p0?.(A1,Y),(a2.litHtmlVersions??=[]).push("3.3.3");L5=(L,H,C)=>{let V=C?.renderBefore??H,M=V._$litPart$;if(M===void 0){let r=C?.renderBefore??null;V._$litPart$=M=new Y(H.insertBefore(o1(),r),r,void 0,C??{})}return M._$AI(L),M}});var m2,b,n0,M5=n(()=>{k1();k1();F();F();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */m2=globalThis,b=class extends T{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let H=super.createRenderRoot();return this.renderOptions.renderBefore??=H.firstChild,H}update(H){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(H),this._$Do=L5(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return S}};b._$litElement$=!0,b.finalized=!0,m2.litElementHydrateSupport?.({LitElement:b});n0=m2.litElementPolyfillSupport;n0?.({LitElement:b});(m2.litElementVersions??=[]).push("4.2.2")});var r5=n(()=>{/**
 * @license
 * Copyright 2022 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */});var c=n(()=>{k1();F();M5();r5()});var f,D,w,d1=n(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */f={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},D=L=>(...H)=>({_$litDirective$:L,values:H}),w=class{constructor(H){}get _$AU(){return this._$AM._$AU}_$AT(H,C,V){this._$Ct=H,this._$AM=C,this._$Ci=V}_$AS(H,C){return this.update(H,C)}update(H,C){return this.render(...C)}}});var m0,K,e5=n(()=>{F();d1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */m0={},K=D(class extends w{constructor(){super(...arguments),this.ot=m0}render(L,H){return H()}update(L,[H,C]){if(Array.isArray(H)){if(Array.isArray(this.ot)&&this.ot.length===H.length&&H.every((V,M)=>V===this.ot[M]))return S}else if(this.ot===H)return S;return this.ot=Array.isArray(H)?Array.from(H):H,this.render(H,C)}})});var R1=n(()=>{e5()});var l0,t5,o5,i5,J,E,v0,F1,a5,D1,l2=n(()=>{F();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({I:l0}=V5),t5=L=>L,o5=L=>L.strings===void 0,i5=()=>document.createComment(""),J=(L,H,C)=>{let V=L._$AA.parentNode,M=H===void 0?L._$AB:H._$AA;if(C===void 0){let r=V.insertBefore(i5(),M),e=V.insertBefore(i5(),M);C=new l0(r,e,L,L.options)}else{let r=C._$AB.nextSibling,e=C._$AM,t=e!==L;if(t){let i;C._$AQ?.(L),C._$AM=L,C._$AP!==void 0&&(i=L._$AU)!==e._$AU&&C._$AP(i)}if(r!==M||t){let i=C._$AA;for(;i!==r;){let A=t5(i).nextSibling;t5(V).insertBefore(i,M),i=A}}}return C},E=(L,H,C=L)=>(L._$AI(H,C),L),v0={},F1=(L,H=v0)=>L._$AH=H,a5=L=>L._$AH,D1=L=>{L._$AR(),L._$AA.remove()}});var A5,$,d5=n(()=>{F();d1();l2();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */A5=(L,H,C)=>{let V=new Map;for(let M=H;M<=C;M++)V.set(L[M],M);return V},$=D(class extends w{constructor(L){if(super(L),L.type!==f.CHILD)throw Error("repeat() can only be used in text expressions")}dt(L,H,C){let V;C===void 0?C=H:H!==void 0&&(V=H);let M=[],r=[],e=0;for(let t of L)M[e]=V?V(t,e):e,r[e]=C(t,e),e++;return{values:r,keys:M}}render(L,H,C){return this.dt(L,H,C).values}update(L,[H,C,V]){let M=a5(L),{values:r,keys:e}=this.dt(H,C,V);if(!Array.isArray(M))return this.ut=e,r;let t=this.ut??=[],i=[],A,l,a=0,p=M.length-1,m=0,v=r.length-1;for(;a<=p&&m<=v;)if(M[a]===null)a++;else if(M[p]===null)p--;else if(t[a]===e[m])i[m]=E(M[a],r[m]),a++,m++;else if(t[p]===e[v])i[v]=E(M[p],r[v]),p--,v--;else if(t[a]===e[v])i[v]=E(M[a],r[v]),J(L,i[v+1],M[a]),a++,v--;else if(t[p]===e[m])i[m]=E(M[p],r[m]),J(L,M[a],M[p]),p--,m++;else if(A===void 0&&(A=A5(e,m,v),l=A5(t,a,p)),A.has(t[a]))if(A.has(t[p])){let Z=l.get(e[m]),g=Z!==void 0?M[Z]:null;if(g===null){let r1=J(L,M[a]);E(r1,r[m]),i[m]=r1}else i[m]=E(g,r[m]),J(L,M[a],g),M[Z]=null;m++}else D1(M[p]),p--;else D1(M[a]),a++;for(;m<=v;){let Z=J(L,i[v+1]);E(Z,r[m]),i[m++]=Z}for(;a<=p;){let Z=M[a++];Z!==null&&D1(Z)}return this.ut=e,F1(L,i),S}})});var p1=n(()=>{d5()});var p5,n5=n(()=>{"use strict";c();p5=u`
  .total {
    text-align: end;
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
    padding: 12px 8px 4px;
    font-weight: 600;
  }
  .row {
    display: grid;
    grid-template-columns: 32px minmax(0, 1fr) auto minmax(64px, auto);
    align-items: center;
    gap: 12px;
    min-height: 46px;
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
    text-align: end;
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
`});var v2,n1,x2=n(()=>{"use strict";v2=L=>{let H=L?.code;return H==="not_found"||H==="unauthorized"},n1=class{constructor(H,C){this.connection=H;this.command=C;this.listeners=new Set;this.tries=0;this.isLost=!1;this.lose=()=>{this.forget(),this.isLost=!0,this.lost(),this.notify()};this.reconnected=()=>{this.error=void 0,this.tries=0,this.lose(),this.subscribe()};this.subscribe=()=>{let H=this.connection.subscribeMessage(C=>{this.open===H&&this.taken(C)},this.command,{resubscribe:!1});this.open=H,H.catch(C=>{this.open===H&&this.failed(C)})}}get reason(){return this.connection.connected?this.isLost?"starting":void 0:"offline"}lost(){}listen(H){return this.listeners.add(H),this.listeners.size===1&&this.start(),()=>{this.listeners.delete(H),this.listeners.size===0&&this.stop()}}notify(){for(let H of this.listeners)H()}start(){this.connection.addEventListener("ready",this.reconnected),this.connection.addEventListener("disconnected",this.lose),this.connection.connected?this.subscribe():this.lose()}stop(){this.connection.removeEventListener("ready",this.reconnected),this.connection.removeEventListener("disconnected",this.lose);let{open:H}=this;this.forget(),H?.then(C=>C()).catch(()=>{})}forget(){clearTimeout(this.retry),this.open=void 0}taken(H){this.error=void 0,this.tries=0,this.isLost=!1,this.take(H),this.notify()}failed(H){v2(H)&&(this.error=String(H?.code)),this.lose(),!this.error&&(this.tries+=1,this.retry=setTimeout(this.subscribe,Math.min(this.tries*1e3,5e3)))}}});var m5,l5,x0,s2,Z2,v5,x5,s5,Z5=n(()=>{"use strict";x2();m5=400,l5=3e3,x0=2e3,s2=class extends n1{constructor(C,V){super(C,{type:"allstarlink/node/subscribe",device_id:V});this.links=new Map;this.skew=Number.POSITIVE_INFINITY;this.released=[]}now(){return Date.now()-(Number.isFinite(this.skew)?this.skew:0)}get talking(){let C=this.released.filter(({until:V})=>this.now()-V<l5);return[...this.state?.keyed??[],...C]}lost(){if(this.released=[],this.links=new Map([...this.links].map(([M,r])=>[M,{...r,keyed:!1}])),!this.state)return;let C={receiving:null,transmitting:null,keyed:[]},V=this.reason??null;this.state={...this.state,...C,available:!1,can_control:!1,reason:V,lost_at:null}}take(C){let{state:V,links:M}=C,r=V!==void 0&&"node"in V,e=Date.now()-Date.parse(C.now);if(this.skew=r||e-this.skew>x0?e:Math.min(this.skew,e),r?this.released=[]:V?.keyed&&this.release(V.keyed),V&&(this.state={...this.state,...V}),!!M){this.links=new Map(r?[]:this.links);for(let[t,i]of Object.entries(M))i?this.links.set(t,i):this.links.delete(t)}}release(C){let V=this.now(),M=new Set(C.map(({node:e})=>e)),r=(this.state?.keyed??[]).map(e=>({...e,until:V}));this.released=[...this.released,...r].filter(e=>!M.has(e.node)&&V-e.until<l5)}},Z2=class extends n1{constructor(C,V){super(C,{type:"allstarlink/activity/subscribe",device_id:V,limit:m5});this.activities=[];this.callsigns=new Map}take(C){let V="activities"in C?C.activities:[C.activity];for(let{node:M,callsign:r}of[...V].reverse())r&&this.callsigns.set(M,r);this.activities="activities"in C?V:[...V,...this.activities].slice(0,m5)}},v5=L=>{let H=new WeakMap;return(C,V)=>{let M=H.get(C)??new Map;H.set(C,M);let r=M.get(V)??L(C,V);return M.set(V,r),r}},x5=v5((L,H)=>new s2(L,H)),s5=v5((L,H)=>new Z2(L,H))});var u5,S5,E1,c5,$1,s0,h5,_1=n(()=>{"use strict";u5="allstarlink",S5=`component.${u5}.selector.dashboard.options`,E1=L=>L.loadBackendTranslation("selector",u5),c5=L=>!!L.localize(`${S5}.idle`),$1=L=>(H,C)=>{for(let V of[...s0(L,C?.count),""]){let M=L.localize(`${S5}.${H}${V}`,C);if(M)return M}return H},s0=(L,H)=>{if(typeof H!="number")return[];let C=new Intl.PluralRules(L.locale?.language??"en").select(H);return[...H===0?["_zero"]:[],`_${C}`,"_other"]},h5=async(L,H)=>{let C=H;if(C.translation_key&&C.translation_domain){let V=C.translation_domain,M=await L.loadBackendTranslation("exceptions",V),r=`component.${V}.exceptions.${C.translation_key}.message`,e=M(r,C.translation_placeholders);if(e)return e}return C.message??C.error?.message??String(H)}});var N1,m1,O5,u2,g5,f5=n(()=>{"use strict";N1=new Set,O5=()=>{for(let L of N1)L()},u2=()=>{let L=N1.size>0&&!document.hidden;L&&m1===void 0?m1=window.setInterval(O5,1e3):!L&&m1!==void 0&&(window.clearInterval(m1),m1=void 0)};document.addEventListener("visibilitychange",()=>{u2(),document.hidden||O5()});g5=L=>(N1.add(L),u2(),()=>{N1.delete(L),u2()})});var k,W1=n(()=>{"use strict";c();Z5();_1();f5();k=class extends b{constructor(){super();this.texts=C=>C;this.stops=[];this.isReady=!1}static{this.properties={config:{state:!0},isReady:{state:!0}}}setConfig(C){let V=this.config;this.config=C,V&&this.isConnected&&this.restart()}set hass(C){let V=this.known;this.known=C,V?.localize!==C.localize&&(this.texts=$1(C),this.isReady=c5(C)),V?.language!==C.language&&E1(C),V?.connection!==C.connection&&this.restart(),(V?.devices!==C.devices||V?.localize!==C.localize)&&(this.devicesChanged(V),this.requestUpdate())}get hass(){return this.known}devicesChanged(C){}connectedCallback(){super.connectedCallback(),this.restart()}disconnectedCallback(){super.disconnectedCallback(),this.release()}restart(){this.release(),!(!this.isConnected||!this.known||!this.config)&&(this.start(),this.stops.push(g5(()=>this.tick())))}release(){for(let C of this.stops.splice(0))C()}tick(){this.requestUpdate()}follow(C){return this.stops.push(C.listen(()=>this.requestUpdate())),C}nodeFeed(C){return this.follow(x5(this.hass.connection,C))}activityFeed(C){return this.follow(s5(this.hass.connection,C))}why({error:C,reason:V}){return C?this.texts(C==="unauthorized"?"not_allowed":"not_found"):V?this.texts(`reason_${V}`):""}nameOf(C){let V=this.hass.devices[C];return V?.name_by_user??V?.name??""}render(){return this.known&&this.config&&this.isReady?this.content():d}}});var k5,y5,b5,w5,B5,T5,S2,P5,R5,F5,D5,c2,E5,I1,$5,_5,N5,W5,I5,U5,G5=n(()=>{k5="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z",y5="M9,5A4,4 0 0,1 13,9A4,4 0 0,1 9,13A4,4 0 0,1 5,9A4,4 0 0,1 9,5M9,15C11.67,15 17,16.34 17,19V21H1V19C1,16.34 6.33,15 9,15M16.76,5.36C18.78,7.56 18.78,10.61 16.76,12.63L15.08,10.94C15.92,9.76 15.92,8.23 15.08,7.05L16.76,5.36M20.07,2C24,6.05 23.97,12.11 20.07,16L18.44,14.37C21.21,11.19 21.21,6.65 18.44,3.63L20.07,2Z",b5="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",w5="M12,19A2,2 0 0,0 10,21A2,2 0 0,0 12,23A2,2 0 0,0 14,21A2,2 0 0,0 12,19M6,1A2,2 0 0,0 4,3A2,2 0 0,0 6,5A2,2 0 0,0 8,3A2,2 0 0,0 6,1M6,7A2,2 0 0,0 4,9A2,2 0 0,0 6,11A2,2 0 0,0 8,9A2,2 0 0,0 6,7M6,13A2,2 0 0,0 4,15A2,2 0 0,0 6,17A2,2 0 0,0 8,15A2,2 0 0,0 6,13M18,5A2,2 0 0,0 20,3A2,2 0 0,0 18,1A2,2 0 0,0 16,3A2,2 0 0,0 18,5M12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17A2,2 0 0,0 14,15A2,2 0 0,0 12,13M18,13A2,2 0 0,0 16,15A2,2 0 0,0 18,17A2,2 0 0,0 20,15A2,2 0 0,0 18,13M18,7A2,2 0 0,0 16,9A2,2 0 0,0 18,11A2,2 0 0,0 20,9A2,2 0 0,0 18,7M12,7A2,2 0 0,0 10,9A2,2 0 0,0 12,11A2,2 0 0,0 14,9A2,2 0 0,0 12,7M12,1A2,2 0 0,0 10,3A2,2 0 0,0 12,5A2,2 0 0,0 14,3A2,2 0 0,0 12,1Z",B5="M17,20C16.71,20 16.44,19.94 16.24,19.85C15.53,19.5 15.03,18.97 14.53,17.47C14,15.91 13.06,15.18 12.14,14.47C11.35,13.86 10.53,13.23 9.82,11.94C9.29,11 9,9.93 9,9C9,6.2 11.2,4 14,4C16.8,4 19,6.2 19,9H21C21,5.07 17.93,2 14,2C10.07,2 7,5.07 7,9C7,10.26 7.38,11.65 8.07,12.9C9,14.55 10.05,15.38 10.92,16.05C11.73,16.67 12.31,17.12 12.63,18.1C13.23,19.92 14,20.94 15.36,21.65C15.87,21.88 16.43,22 17,22A4,4 0 0,0 21,18H19A2,2 0 0,1 17,20M7.64,2.64L6.22,1.22C4.23,3.21 3,5.96 3,9C3,12.04 4.23,14.79 6.22,16.78L7.63,15.37C6,13.74 5,11.5 5,9C5,6.5 6,4.26 7.64,2.64M11.5,9A2.5,2.5 0 0,0 14,11.5A2.5,2.5 0 0,0 16.5,9A2.5,2.5 0 0,0 14,6.5A2.5,2.5 0 0,0 11.5,9Z",T5="M12,1C7,1 3,5 3,10V17A3,3 0 0,0 6,20H9V12H5V10A7,7 0 0,1 12,3A7,7 0 0,1 19,10V12H15V20H18A3,3 0 0,0 21,17V10C21,5 16.97,1 12,1Z",S2="M3.9,12C3.9,10.29 5.29,8.9 7,8.9H11V7H7A5,5 0 0,0 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12M8,13H16V11H8V13M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.71 18.71,15.1 17,15.1H13V17H17A5,5 0 0,0 22,12A5,5 0 0,0 17,7Z",P5="M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.43 19.12,14.63 17.79,15L19.25,16.44C20.88,15.61 22,13.95 22,12A5,5 0 0,0 17,7M16,11H13.81L15.81,13H16V11M2,4.27L5.11,7.38C3.29,8.12 2,9.91 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12C3.9,10.41 5.11,9.1 6.66,8.93L8.73,11H8V13H10.73L13,15.27V17H14.73L18.74,21L20,19.74L3.27,3L2,4.27Z",R5="M10.59,13.41C11,13.8 11,14.44 10.59,14.83C10.2,15.22 9.56,15.22 9.17,14.83C7.22,12.88 7.22,9.71 9.17,7.76V7.76L12.71,4.22C14.66,2.27 17.83,2.27 19.78,4.22C21.73,6.17 21.73,9.34 19.78,11.29L18.29,12.78C18.3,11.96 18.17,11.14 17.89,10.36L18.36,9.88C19.54,8.71 19.54,6.81 18.36,5.64C17.19,4.46 15.29,4.46 14.12,5.64L10.59,9.17C9.41,10.34 9.41,12.24 10.59,13.41M13.41,9.17C13.8,8.78 14.44,8.78 14.83,9.17C16.78,11.12 16.78,14.29 14.83,16.24V16.24L11.29,19.78C9.34,21.73 6.17,21.73 4.22,19.78C2.27,17.83 2.27,14.66 4.22,12.71L5.71,11.22C5.7,12.04 5.83,12.86 6.11,13.65L5.64,14.12C4.46,15.29 4.46,17.19 5.64,18.36C6.81,19.54 8.71,19.54 9.88,18.36L13.41,14.83C14.59,13.66 14.59,11.76 13.41,10.59C13,10.2 13,9.56 13.41,9.17Z",F5="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",D5="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",c2="M6.62,10.79C8.06,13.62 10.38,15.94 13.21,17.38L15.41,15.18C15.69,14.9 16.08,14.82 16.43,14.93C17.55,15.3 18.75,15.5 20,15.5A1,1 0 0,1 21,16.5V20A1,1 0 0,1 20,21A17,17 0 0,1 3,4A1,1 0 0,1 4,3H7.5A1,1 0 0,1 8.5,4C8.5,5.25 8.7,6.45 9.07,7.57C9.18,7.92 9.1,8.31 8.82,8.59L6.62,10.79Z",E5="M23.71,16.67C20.66,13.77 16.54,12 12,12C7.46,12 3.34,13.77 0.29,16.67C0.11,16.85 0,17.1 0,17.38C0,17.65 0.11,17.9 0.29,18.08L2.77,20.56C2.95,20.74 3.2,20.86 3.5,20.86C3.75,20.86 4,20.75 4.18,20.57C4.97,19.83 5.86,19.21 6.84,18.72C7.17,18.56 7.4,18.22 7.4,17.82V14.72C8.85,14.25 10.39,14 12,14C13.6,14 15.15,14.25 16.6,14.72V17.82C16.6,18.22 16.83,18.56 17.16,18.72C18.14,19.21 19.03,19.83 19.82,20.57C20,20.75 20.25,20.86 20.5,20.86C20.8,20.86 21.05,20.74 21.23,20.56L23.71,18.08C23.89,17.9 24,17.65 24,17.38C24,17.1 23.89,16.85 23.71,16.67M6.5,5.5L12,11L19,4L18,3L12,9L7.5,4.5H11V3H5V9H6.5V5.5Z",I1="M12,10A2,2 0 0,1 14,12C14,12.5 13.82,12.94 13.53,13.29L16.7,22H14.57L12,14.93L9.43,22H7.3L10.47,13.29C10.18,12.94 10,12.5 10,12A2,2 0 0,1 12,10M12,8A4,4 0 0,0 8,12C8,12.5 8.1,13 8.28,13.46L7.4,15.86C6.53,14.81 6,13.47 6,12A6,6 0 0,1 12,6A6,6 0 0,1 18,12C18,13.47 17.47,14.81 16.6,15.86L15.72,13.46C15.9,13 16,12.5 16,12A4,4 0 0,0 12,8M12,4A8,8 0 0,0 4,12C4,14.36 5,16.5 6.64,17.94L5.92,19.94C3.54,18.11 2,15.23 2,12A10,10 0 0,1 12,2A10,10 0 0,1 22,12C22,15.23 20.46,18.11 18.08,19.94L17.36,17.94C19,16.5 20,14.36 20,12A8,8 0 0,0 12,4Z",$5="M23,12H17V10L20.39,6H17V4H23V6L19.62,10H23V12M15,16H9V14L12.39,10H9V8H15V10L11.62,14H15V16M7,20H1V18L4.39,14H1V12H7V14L3.62,18H7V20Z",_5="M12,17.27L18.18,21L16.54,13.97L22,9.24L14.81,8.62L12,2L9.19,8.62L2,9.24L7.45,13.97L5.82,21L12,17.27Z",N5="M12,15.39L8.24,17.66L9.23,13.38L5.91,10.5L10.29,10.13L12,6.09L13.71,10.13L18.09,10.5L14.77,13.38L15.76,17.66M22,9.24L14.81,8.63L12,2L9.19,8.63L2,9.24L7.45,13.97L5.82,21L12,17.27L18.18,21L16.54,13.97L22,9.24Z",W5="M21,9L17,5V8H10V10H17V13M7,11L3,15L7,19V16H14V14H7V11Z",I5="M12,18A6,6 0 0,1 6,12C6,11 6.25,10.03 6.7,9.2L5.24,7.74C4.46,8.97 4,10.43 4,12A8,8 0 0,0 12,20V23L16,19L12,15M12,4V1L8,5L12,9V6A6,6 0 0,1 18,12C18,13 17.75,13.97 17.3,14.8L18.76,16.26C19.54,15.03 20,13.57 20,12A8,8 0 0,0 12,4Z",U5="M16.36,14C16.44,13.34 16.5,12.68 16.5,12C16.5,11.32 16.44,10.66 16.36,10H19.74C19.9,10.64 20,11.31 20,12C20,12.69 19.9,13.36 19.74,14M14.59,19.56C15.19,18.45 15.65,17.25 15.97,16H18.92C17.96,17.65 16.43,18.93 14.59,19.56M14.34,14H9.66C9.56,13.34 9.5,12.68 9.5,12C9.5,11.32 9.56,10.65 9.66,10H14.34C14.43,10.65 14.5,11.32 14.5,12C14.5,12.68 14.43,13.34 14.34,14M12,19.96C11.17,18.76 10.5,17.43 10.09,16H13.91C13.5,17.43 12.83,18.76 12,19.96M8,8H5.08C6.03,6.34 7.57,5.06 9.4,4.44C8.8,5.55 8.35,6.75 8,8M5.08,16H8C8.35,17.25 8.8,18.45 9.4,19.56C7.57,18.93 6.03,17.65 5.08,16M4.26,14C4.1,13.36 4,12.69 4,12C4,11.31 4.1,10.64 4.26,10H7.64C7.56,10.66 7.5,11.32 7.5,12C7.5,12.68 7.56,13.34 7.64,14M12,4.03C12.83,5.23 13.5,6.57 13.91,8H10.09C10.5,6.57 11.17,5.23 12,4.03M18.92,8H15.97C15.65,6.75 15.19,5.55 14.59,4.44C16.43,5.07 17.96,6.34 18.92,8M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z"});var s,x,h2,U1,q=n(()=>{"use strict";G5();c();s=L=>R`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${L} /></svg>`,x={tower:I1,voice:y5,quiet:$5,offline:k5,close:b5,search:D5,lock:F5,star:_5,starOutline:N5,linked:R5,unlinked:P5,dtmf:w5,call:c2,missed:E5},h2={transceive:W5,monitor:T5,local_monitor:B5,connecting:I5},U1={allstar:I1,private:I1,echolink:S2,irlp:S2,phone:c2,client:U5}});var C1,h,_=n(()=>{"use strict";C1="local",h=L=>L?Date.parse(L):null});var O2,Q5,Z0,u0,l1,z5,K5,B,v1,g2,G1,q5,x1=n(()=>{"use strict";O2="app_rpt node",Q5="Asterisk with app_rpt",Z0=L=>L.identifiers.some(([H])=>H==="allstarlink"),u0=(L,H)=>l1(L).localeCompare(l1(H),void 0,{numeric:!0}),l1=L=>L.name_by_user??L.name??"",z5=({id:L,identifiers:H})=>{let[,C=""]=H.find(([V])=>V==="allstarlink")??[];return`node-${C.split("_").at(-1)}-${L.slice(-4)}`},K5=(L,H)=>Object.values(L.devices).filter(C=>Z0(C)&&C.model===H&&!C.disabled_by).sort(u0),B=L=>K5(L,O2),v1=L=>K5(L,Q5),g2=(L,H)=>Object.values(L.entities).filter(C=>C.device_id===H&&C.platform==="allstarlink"&&!C.hidden),G1={device:{filter:{integration:"allstarlink",model:O2}}},q5={device:{filter:[Q5,O2].map(L=>({integration:"allstarlink",model:L}))}}});var y,j5,Q1,N,X5,H1,z1,Y5,J5,K1,j=n(()=>{"use strict";y=L=>{let H=Math.max(0,Math.floor(L)),C=e=>String(e).padStart(2,"0"),V=Math.floor(H/3600),M=Math.floor(H%3600/60),r=C(H%60);return V>0?`${V}:${C(M)}:${r}`:`${M}:${r}`},j5=new Map,Q1=(L,H,C)=>{let V=`${C} ${H}`,M=j5.get(V);return M||(M=new Intl.NumberFormat(C,{style:"unit",unit:H,unitDisplay:"short"}),j5.set(V,M)),M.format(L)},N=(L,H)=>{if(L<60)return`< ${Q1(1,"minute",H)}`;let C=Math.floor(L/86400),V=Math.floor(L%86400/3600),M=Math.floor(L%3600/60),r=[];return C>0&&r.push(Q1(C,"day",H)),V>0&&r.push(Q1(V,"hour",H)),C===0&&M>0&&r.push(Q1(M,"minute",H)),r.join(" ")},X5=new Map,H1=(L,H)=>{let C=X5.get(H);return C||(C=new Intl.RelativeTimeFormat(H,{numeric:"auto",style:"narrow"}),X5.set(H,C)),L<1?C.format(0,"second"):L<60?C.format(-Math.floor(L),"second"):L<3600?C.format(-Math.floor(L/60),"minute"):L<86400?C.format(-Math.floor(L/3600),"hour"):C.format(-Math.floor(L/86400),"day")},z1=(L,H)=>{let{time_zone:C,time_format:V}=L.locale,M=V==="12"?"h12":V==="24"?"h23":void 0;return new Intl.DateTimeFormat(L.locale.language,{...M&&H.hour?{hourCycle:M}:{},...C==="server"?{timeZone:L.config.time_zone}:{},...H})},Y5=new Map,J5=({config:L},H)=>{let C=Y5.get(L.time_zone);return C||(C=new Intl.DateTimeFormat("en",{timeZone:L.time_zone}),Y5.set(L.time_zone,C)),C.format(H)},K1=L=>{let H=z1(L,{hour:"numeric",minute:"2-digit",second:"2-digit"}),C=z1(L,{hour:"numeric",timeZone:"UTC"}),V=z1(L,{weekday:"long",month:"long",day:"numeric"}),M=z1(L,{year:"numeric",month:"2-digit",day:"2-digit"}),r=new Intl.DateTimeFormat("en",{hour:"numeric",hourCycle:"h23",...L.locale.time_zone==="server"?{timeZone:L.config.time_zone}:{}});return{time:e=>H.format(e),day:e=>V.format(e),date:e=>M.format(e),hour:e=>Number(r.format(e)),hourLabel:e=>C.format(Date.UTC(2e3,0,1,e))}}});var C3,S0,H3=n(()=>{"use strict";c();q();j();C3=(L,H,C,V)=>L.length===0?d:o`<section class="calls">
    <h3 class="soft small">${H("calls")}</h3>
    <div class="list" role="list">${L.map(M=>S0(M,H,C,V))}</div>
  </section>`,S0=(L,H,C,V)=>{let M=Date.parse(L.started),r=L.caller_name??L.caller??"?",e=C.date(M),t=L.disposition==="answered"&&L.duration!==null;return o`<div role="listitem" class="row call ${L.missed?"missed":""}">
    <span class="badge">${s(L.missed?x.missed:x.call)}</span>
    <span class="what">
      <b class="ellipsis">${r} → ${L.called??"?"}</b>
      <span class="soft small ellipsis">${H(L.missed?"missed_call":`call_${L.direction}`)}</span>
    </span>
    <span class="lasted number">${t?y(L.duration??0):""}</span>
    <time class="soft small number" datetime=${new Date(M).toISOString()}
      >${e===C.date(V)?"":`${e} `}${C.time(M)}</time
    >
  </div>`}});var V3,c0,s1,L3=n(()=>{F();d1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */V3="important",c0=" !"+V3,s1=D(class extends w{constructor(L){if(super(L),L.type!==f.ATTRIBUTE||L.name!=="style"||L.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(L){return Object.keys(L).reduce((H,C)=>{let V=L[C];return V==null?H:H+`${C=C.includes("-")?C:C.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${V};`},"")}update(L,[H]){let{style:C}=L.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(H)),this.render(H);for(let V of this.ft)H[V]==null&&(this.ft.delete(V),V.includes("-")?C.removeProperty(V):C[V]=null);for(let V in H){let M=H[V];if(M!=null){this.ft.add(V);let r=typeof M=="string"&&M.endsWith(c0);V.includes("-")||r?C.setProperty(V,r?M.slice(0,-11):M,r?V3:""):C[V]=M}}return S}})});var f2=n(()=>{L3()});var h0,O0,M3,r3,e3,g0,f0,t3,i3,o3,Z1=n(()=>{"use strict";_();h0=2e3,O0=5e3,M3=(L,H)=>{let C=(L.duration??0)*1e3;return H?Date.parse(H.time):Date.parse(L.time)-h0-C},r3=(L,H)=>{let C=new Map,V=H.flatMap(({node:r,since:e})=>{let t=h(e);return t===null?[]:[{talker:r,start:t,end:null}]}),M=(r,e)=>{let t=M3(r,e);V.push({talker:r.node,start:t,end:t+(r.duration??0)*1e3})};for(let r of L)if(r.type==="talk_ended"){let e=C.get(r.node);e&&M(e),C.set(r.node,r)}else if(r.type==="talk_started"){let e=C.get(r.node);e&&M(e,r),C.delete(r.node)}for(let r of C.values())M(r);return V.sort((r,e)=>e.start-r.start)},e3=(L,H,C)=>{let V=new Map;for(let{talker:M,start:r,end:e}of L){let t=Math.max(0,1-(H-r)/C),i=Math.min(1,1-(H-(e??H))/C);if(i<=0||t>=1)continue;let A=V.get(M)??{talker:M,bars:[]};A.bars.push({from:t,to:i,isLive:e===null}),V.set(M,A)}return[...V.values()]},g0=(L,H)=>H.kind==="dtmf"&&H.at-Date.parse(L.time)<O0,f0=()=>{let L=new Map;return({time:H,type:C,node:V})=>{let M=`${H} ${C} ${V}`,r=L.get(M)??0;return L.set(M,r+1),`${M} ${r}`}},t3=(L,H)=>{let C=[],V=new Map(H.map(({node:r,since:e})=>[r,h(e)])),M=f0();for(let r of L){let e=Date.parse(r.time),t={key:M(r),type:r.type,node:r.node,at:e,duration:null},{mode:i,direction:A,late:l}=r,a=C.at(-1);switch(r.type){case"talk_started":if(e<(V.get(r.node)??e))break;V.delete(r.node)&&C.push({...t,kind:"talk",isLive:!0,mode:i,direction:A});break;case"talk_ended":V.delete(r.node),C.push({...t,at:M3(r,void 0),kind:"talk",duration:r.duration??null,isLive:!1,mode:i,direction:A});break;case"dtmf":a&&g0(r,a)?(a.digits=`${r.digit??""}${a.digits}`,a.at=e):C.push({...t,kind:"dtmf",isLive:!1,digits:r.digit??""});break;default:C.push({...t,kind:"link",duration:r.duration??null,isLive:!1,mode:i,direction:A,late:l})}}return C},i3=(L,H,C,V)=>{let M=C.trim().toLowerCase();return L.filter(({kind:r,node:e})=>(H==="all"||r===H)&&`${e} ${V(e)}`.toLowerCase().includes(M))},o3=(L,H)=>{let C=new Array(24).fill(0);for(let{start:V,seconds:M}of L){let r=H(Date.parse(V));C[r]=(C[r]??0)+M}return C}});var k0,y0,b0,a3,A3,d3=n(()=>{"use strict";c();f2();Z1();j();k0=6,y0=({today:L,hourNow:H,times:C,texts:V})=>{let M=o3(L.quarters,C.hour),r=Math.max(60,...M);return o`<div class="hours" role="list" aria-label=${V("talk_by_hour")}>
      ${M.map((e,t)=>{let i=`${C.hourLabel(t)}: ${y(e)}`;return o`<span
          role="listitem"
          class="hour ${t===H?"current":""} ${t>H?"future":""}"
          aria-label=${i}
          title=${i}
        >
          <i style=${s1({height:`${e/r*100}%`})}></i>
        </span>`})}
    </div>
    <div class="hour-axis small soft" aria-hidden="true">
      ${[0,6,12,18].map(e=>o`<span>${C.hourLabel(e)}</span>`)}
    </div>`},b0=({today:L,texts:H,nameOf:C})=>{let V=Math.max(1,...L.talkers.map(({seconds:M})=>M));return o`<div class="stations" role="list" aria-label=${H("talk_by_station")}>
    ${L.talkers.slice(0,k0).map(({node:M,callsign:r,talks:e,seconds:t})=>o`<div role="listitem" class="station-bar">
        <span class="ellipsis">${r??C(M)}</span>
        <span class="track"><i style=${s1({width:`${t/V*100}%`})}></i></span>
        <span class="number" title=${H("count_talks",{count:e})}>${y(t)}</span>
      </div>`)}
  </div>`},a3=L=>L.by==="hour"?y0(L):b0(L),A3=u`
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
    min-height: 2px;
    border-radius: 4px;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
    transition: height 200ms ease-out;
  }
  .hour i[style*="height:0%"],
  .hour i[style*="height: 0%"] {
    visibility: hidden;
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
    display: flex;
    flex-direction: column;
    gap: 2px;
    min-height: 116px;
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
`});var w0,B0,V1,k2=n(()=>{"use strict";x2();w0=1e3,B0=5e3,V1=class{constructor(H,C){this.ask=H;this.changed=C}heed(H){H!==this.cause&&(this.askIn(this.cause===void 0?0:w0),this.cause=H)}stop(){clearTimeout(this.timer),this.cause=void 0}askIn(H){clearTimeout(this.timer),this.timer=setTimeout(()=>{this.receive()},H)}async receive(){let{cause:H}=this;try{let C=await this.ask();if(this.cause===void 0)return;this.answer=C,this.changed()}catch(C){H===this.cause&&!v2(C)&&this.askIn(B0)}}}});var y2,T0,q1,p3=n(()=>{"use strict";k2();y2="allstarlink",T0=10,q1=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.asked=new V1(()=>this.hass().callWS(this.question()),V)}get calls(){return this.lastCall()?this.asked.answer?.response.calls??[]:[]}heed(){let H=this.lastCall();H&&this.asked.heed(this.hass().states?.[H]?.last_updated??"")}stop(){this.asked.stop()}server(){return this.hass().devices[this.deviceId]?.via_device_id??""}lastCall(){let H=this.server();return Object.values(this.hass().entities).find(C=>C.device_id===H&&C.platform===y2&&C.translation_key==="last_call")?.entity_id}question(){let C=(this.hass().devices[this.server()]?.identifiers??[]).find(([V])=>V===y2)?.[1];return{type:"call_service",domain:y2,service:"get_call_history",service_data:{config_entry_id:C,limit:T0},return_response:!0}}}});var W,u1=n(()=>{"use strict";c();W=u`
  :host {
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
  .icon {
    width: 20px;
    height: 20px;
    fill: currentColor;
    flex: none;
  }
  header {
    display: flex;
    align-items: center;
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
  select {
    font: inherit;
    color: inherit;
    min-height: 40px;
    box-sizing: border-box;
    border-radius: 10px;
    border: 1px solid transparent;
    margin: 0;
  }
  input,
  select {
    background: var(--surface);
    border-color: transparent;
    padding: 0 12px;
    min-width: 0;
  }
  option {
    color: var(--primary-text-color);
    background: var(--card-background-color);
  }
  input::placeholder {
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
    background: var(--primary-color);
    color: var(--text-primary-color, #fff);
  }
  button.main:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-color) 85%, var(--ink));
  }
  button.danger {
    background: var(--transmit);
    color: #fff;
  }
  button.danger:hover:not(:disabled) {
    background: color-mix(in srgb, var(--transmit) 85%, #000);
  }
  button.round {
    min-height: 36px;
    width: 36px;
    padding: 0;
    border-radius: 50%;
    background: transparent;
    color: var(--soft);
  }
  button.text {
    background: transparent;
    color: var(--primary-color);
    min-height: 36px;
    padding: 0 8px;
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
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
`});var j1,n3=n(()=>{"use strict";k2();j1=class extends V1{get talks(){return this.answer}}});var m3,l3,v3,O,X,x3,S1,s3,Z3,u3,c1,X1,L1=n(()=>{"use strict";_();m3=L=>h(L.last_keyed)??0,l3=L=>h(L.connected_since)??Number.MAX_SAFE_INTEGER,v3=L=>[...L].sort(([H,C],[V,M])=>Number(M.keyed)-Number(C.keyed)||m3(M)-m3(C)||l3(M)-l3(C)||H.localeCompare(V,void 0,{numeric:!0})),O=L=>L.callsign??L.node,X=({node:L,callsign:H,description:C,location:V})=>[H&&H!==L?L:null,C,V].filter(Boolean).join(" · "),x3=([,L],H)=>`${L.node} ${L.callsign??""} ${L.description??""} ${L.location??""}`.toLowerCase().includes(H.trim().toLowerCase()),S1=(L,H)=>{let C=[...L.values()].filter(V=>V.node===H);return C.find(V=>V.state==="established")??C[0]},s3=(L,H,C={})=>{let V=L.trim();return[...H.values(),...Object.entries(C).map(([e,t])=>({node:e,...t}))].find(({callsign:e})=>e?.toLowerCase()===V.toLowerCase())?.node??V},Z3=(L,H)=>[...L.values()].filter(C=>C.node!==H),u3=L=>L.keyed.some(({node:H})=>H!==C1),c1=L=>L.available?L.receiving?"receiving":L.transmitting?"transmitting":u3(L)?"talking":"idle":"unavailable",X1=L=>L.available&&!L.receiving&&u3(L)?"talking":c1(L)});var b2,h1,w2=n(()=>{"use strict";L1();b2=(L,{links:H,names:C,callsigns:V})=>S1(H,L)??{node:L,description:null,location:null,callsign:V?.get(L)??null,...C?.[L]},h1=(L,H)=>O(b2(L,H))});var P0,S3,Y1,c3=n(()=>{"use strict";c();R1();p1();n5();W1();q();_();x1();H3();d3();p3();u1();n3();w2();Z1();j();P0=["all","talk","link"],S3=25,Y1=class extends k{constructor(){super();this.talkerName=C=>C===C1?this.texts("local"):h1(C,{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns});this.filter="all",this.words="",this.by="hour",this.isWhole=!1}static{this.properties={...k.properties,filter:{state:!0},words:{state:!0},by:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:B(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",required:!0,selector:G1},{name:"name",selector:{text:{}}},{name:"show_chart",default:!0,selector:{boolean:{}}},{name:"max_rows",default:S3,selector:{number:{min:3,max:100,mode:"box"}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:6,rows:"auto",min_rows:4}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.activity=C?this.activityFeed(C):void 0;let V={type:"allstarlink/talks/today",device_id:C},M=new j1(()=>this.hass.callWS(V),()=>this.requestUpdate());this.today=M;let r=new q1(()=>this.hass,C??"",()=>this.requestUpdate());this.calls=r,this.stops.push(()=>M.stop(),()=>r.stop())}willUpdate(){let{node:C,activity:V}=this;if(!C?.state||C.reason)return;this.calls?.heed();let M=V?.activities.find(({type:r})=>r==="talk_ended")?.time;this.today?.heed([J5(this.hass,C.now()),C.state.available,M].join(" "))}content(){let{config:C,texts:V,activity:M,node:r}=this;if(!C||!M)return this.hollow(V("choose_node"));if(M.error)return this.hollow(this.why(M));let e=t3(M.activities,r?.talking??[]),t=i3(e,this.filter,this.words,this.talkerName),i=C.max_rows??S3,A=this.isWhole?t:t.slice(0,i);return o`<ha-card>
      <header>
        <div class="grow">
          <h2>${C.name||V("activity")}</h2>
          <div class="soft small ellipsis">${this.nameOf(C.device_id??"")}</div>
        </div>
        ${this.total()}
      </header>
      ${C.show_chart===!1?d:this.chart()} ${this.bar()} ${this.list(A)}
      ${A.length<t.length?o`<button
            class="text more"
            @click=${()=>{this.isWhole=!0}}
          >
            ${V("show_more")}
          </button>`:d}
      ${C3(this.calls?.calls??[],V,K1(this.hass),r?.now()??Date.now())}
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${s(x.voice)}${C}</div></ha-card>`}total(){let V=(this.today?.talks?.talkers??[]).reduce((M,r)=>M+r.seconds,0);return o`<div class="total">
      <div class="number">${y(V)}</div>
      <div class="soft small">${this.texts("talk_time_today")}</div>
    </div>`}chart(){let{texts:C,by:V}=this,M=K1(this.hass),r=this.today?.talks??{talkers:[],quarters:[]},e=r.talkers.length===0;return o`<section class="chart">
      ${this.choice(["hour","station"],V,t=>{this.by=t})}
      ${e&&V==="station"?o`<div class="empty small">${C("no_talks_today")}</div>`:a3({today:r,by:V,hourNow:M.hour(this.node?.now()??Date.now()),times:M,texts:C,nameOf:this.talkerName})}
    </section>`}bar(){return o`<div class="bar">
      ${this.choice(P0,this.filter,C=>{this.filter=C})}
      <input
        type="search"
        placeholder=${this.texts("find")}
        aria-label=${this.texts("find")}
        .value=${this.words}
        @input=${C=>{this.words=C.target.value}}
      />
    </div>`}choice(C,V,M){return o`<div class="choice" role="group">
      ${C.map(r=>o`<button aria-pressed=${r===V?"true":"false"} @click=${()=>M(r)}>
            ${this.texts(r==="all"?"show_all_kinds":`show_${r}`)}
          </button>`)}
    </div>`}list(C){if(C.length===0){let e=this.filter!=="all"||this.words,i=(this.activity&&!e?this.why(this.activity):"")||this.texts(e?"nothing_found":"nothing_happened");return o`<div class="empty">${s(x.quiet)}${i}</div>`}let V=K1(this.hass),r=V.date(this.node?.now()??Date.now());return o`<div class="list" role="list">
      ${$(C,({key:e})=>e,e=>{let t=V.date(e.at),i=t!==r;return r=t,o`${i?o`<div class="day small soft" role="presentation">${V.day(e.at)}</div>`:d}${this.row(e,V)}`})}
    </div>`}row(C,V){let{kind:M,type:r,node:e,at:t,isLive:i,late:A,digits:l}=C,a=this.talkerName(e),p=i?((this.node?.now()??t)-t)/1e3:C.duration,m=this.lasted(M,p);return K([r,a,t,m,i,l,this.texts],()=>{let v=r==="link_disconnected",Z={talk:x.voice,link:v?x.unlinked:x.linked,dtmf:x.dtmf}[M];return o`<div role="listitem" class="row ${M} ${i?"live":""} ${v?"gone":""}">
        <span class="badge">${s(Z)}</span>
        <span class="what">
          <b class="ellipsis">${a}</b>
          <span class="soft small ellipsis">${this.says(C)}${A?o` · ${this.texts("late")}`:d}</span>
        </span>
        <span class="lasted number">${m}</span>
        <time class="soft small number" datetime=${new Date(t).toISOString()}>${V.time(t)}</time>
      </div>`})}lasted(C,V){return V===null?"":C==="talk"?y(V):N(V,this.hass.language)}says({type:C,isLive:V,mode:M,direction:r,digits:e}){let{texts:t}=this;if(C==="dtmf")return t("dialled",{digits:e});if(C.startsWith("talk"))return t(V?"talks_now":"talked");let i=[M&&t(M),r&&t(r)].filter(Boolean).join(", ");return`${t(C)}${i?` · ${i}`:""}`}static{this.styles=[W,A3,p5]}}});var h3,O3=n(()=>{"use strict";c();h3=u`
  .graph {
    display: block;
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
    fill: var(--talk);
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
`});var T2,J1,R0,P2,R2,B2,g3,F0,D0,f3,E0,$0,_0,N0,W0,k3,I0,y3=n(()=>{"use strict";L1();T2=12,J1=34,R0=16,P2=62,R2=18,B2=20,g3=30,F0=300,D0=L=>[...L].sort(([H,C],[V,M])=>(C.connected_since??"~").localeCompare(M.connected_since??"~")||H.localeCompare(V)),f3=L=>{let H=[],C=()=>H.reduce((r,e)=>r+e,0);for(let r=P2;C()<L;r+=R2)H.push(Math.floor(2*Math.PI*r/R0));let V=L/C(),M=L;return H.map((r,e)=>{let t=e===H.length-1?M:Math.min(M,Math.round(r*V));return M-=t,t})},E0=L=>f3(L).flatMap((H,C)=>{let V=P2+C*R2;return Array.from({length:H},(M,r)=>{let e=-Math.PI/2+2*Math.PI*r/H+C*.35;return{dx:V*Math.cos(e),dy:V*Math.sin(e)}})}),$0=(L,H)=>{let C=L>6?128:100,V=Math.min(H/2-56,C*1.5),M=L<=2?0:-Math.PI/2+(L%2===0?Math.PI/L:0);return Array.from({length:L},(r,e)=>{let t=M+2*Math.PI*e/L;return{dx:V*Math.cos(t),dy:C*Math.sin(t)}})},_0=(L,H)=>L>T2?E0(L):$0(L,H),N0=L=>({up:Math.max(J1,...L.map(({dy:H})=>g3/2-H)),down:Math.max(J1,...L.map(({dy:H})=>g3/2+H))}),W0=(L,H,C,V,M)=>H.map(([r,e],t)=>({key:`${L.id} ${r}`,hub:L,link:e,x:V+(C[t]?.dx??0),y:M+(C[t]?.dy??0),isDot:H.length>T2,label:O(e)})),k3=(L,H)=>{let C=new Set(L.map(({node:a})=>a)),V=L.map(a=>D0([...a.links].filter(([,p])=>!C.has(p.node)))),M=Math.max(...V.map(({length:a})=>a>T2?f3(a).length:0)),r=Math.max(F0,2*(P2+M*R2+B2)),e=Math.max(1,Math.min(L.length,Math.floor(H/r))),t=H/e,i=V.map(({length:a})=>_0(a,t)),A=[],l=B2;for(let a=0;a<L.length;a+=e){let p=L.slice(a,a+e),m=p.map((Z,g)=>N0(i[a+g]??[])),v=l+Math.max(...m.map(({up:Z})=>Z));p.forEach((Z,g)=>{let r1=t*(g+.5),E2=a+g;A.push({hub:Z,x:r1,y:v,spots:W0(Z,V[E2]??[],i[E2]??[],r1,v)})}),l=v+Math.max(...m.map(({down:Z})=>Z))+B2}return{width:H,height:Math.max(l,120),clusters:A,bridges:I0(A)}},I0=L=>{let H=new Map(L.map(V=>[V.hub.node,V])),C=new Map;for(let V of L)for(let M of V.hub.links.values()){let r=H.get(M.node);if(!r||r===V)continue;let e=[V.hub.node,M.node].sort().join(" "),t=C.get(e);t?M.keyed&&(t.link={...t.link,keyed:!0}):C.set(e,{from:V,to:r,link:M})}return[...C.values()]}});var U0,G0,C2,b3=n(()=>{"use strict";c();R1();p1();W1();q();_();O3();x1();u1();L1();y3();j();U0=10*6e4,G0=["transceive","monitor","local_monitor","connecting"],C2=class extends k{constructor(){super();this.feeds=new Map;this.measured=new ResizeObserver(([C])=>{let V=Math.floor(C?.contentRect.width??0);V>0&&(this.width=V)});this.move=C=>{let V={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[C.key],{spots:M}=this,r=C.target.closest("[data-key]")?.dataset.key;if(C.key==="Escape"&&this.choose(""),r&&(C.key==="Enter"||C.key===" ")&&(C.preventDefault(),this.toggle(r)),!V||M.length===0)return;C.preventDefault();let e=M.findIndex(({key:i})=>i===this.chosen),t=M[(e+V+M.length)%M.length];t&&(this.choose(t.key),this.updateComplete.then(()=>{let i=`[data-key="${CSS.escape(t.key)}"]`;this.renderRoot.querySelector(i)?.focus()}))};this.width=0,this.chosen=""}static{this.properties={...k.properties,width:{state:!0},chosen:{state:!0}}}static getStubConfig(C){return{device_id:v1(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",selector:q5},{name:"name",selector:{text:{}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name==="device_id"?"server":C.name}`)}}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:6,rows:"auto",min_rows:4}}get shownNodes(){let C=this.config?.device_id;return B(this.hass).filter(V=>!C||V.id===C||V.via_device_id===C).map(V=>V.id)}start(){this.feeds=new Map(this.shownNodes.map(C=>[C,this.nodeFeed(C)])),this.measured.observe(this),this.stops.push(()=>this.measured.disconnect())}devicesChanged(){this.shownNodes.join()!==[...this.feeds.keys()].join()&&this.restart()}content(){let{texts:C,config:V}=this,M=this.hubs();if(M.length===0){let[i]=this.feeds.values(),A=i?this.why(i):C("choose_server");return o`<ha-card><div class="empty">${s(x.tower)}${A}</div></ha-card>`}let r=M.reduce((i,A)=>i+A.links.size,0),e=this.nameOf(V?.device_id??"");this.graph=this.width>0?k3(M,this.width):void 0;let t=[C("count_nodes",{count:M.length}),C("count_links",{count:r})];return o`<ha-card>
      <header>
        <div class="grow">
          <h2>${V?.name||e||C("network")}</h2>
          <div class="soft small ellipsis">${t.join(" · ")}</div>
        </div>
      </header>
      ${this.graph?this.picture(this.graph):d} ${this.legend()} ${this.details()}
    </ha-card>`}hubs(){return[...this.feeds].flatMap(([C,{state:V,links:M,error:r}])=>V&&!r?[{id:C,node:V.node,links:M}]:[])}get spots(){return this.graph?.clusters.flatMap(({spots:C})=>C)??[]}get chosenSpot(){return this.spots.find(({key:C})=>C===this.chosen)}picture(C){let{width:V,height:M,clusters:r,bridges:e}=C;return this.tabbable=this.chosenSpot??this.spots[0],o`<svg
      class="graph"
      viewBox="0 0 ${V} ${M}"
      style="height:${M}px"
      role="group"
      aria-label=${this.texts("network")}
      @keydown=${this.move}
    >
      ${e.map(t=>this.bridge(t))} ${r.map(t=>this.cluster(t))}
    </svg>`}bridge({from:C,to:V,link:M}){return R`<line class="edge ${M.mode} ${M.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V.x} y2=${V.y} />`}cluster(C){let{hub:V,x:M,y:r,spots:e}=C,t=this.feeds.get(V.id),i=t?.state?c1(t.state):"unavailable",A=t?.state?.network_nodes??0,l=this.nameOf(V.id),a=[...e].sort((p,m)=>Number(p.link.keyed)-Number(m.link.keyed));return R`<g class=${t?.state?X1(t.state):i}>
      ${e.map(p=>K([p.x,p.y,p.link.mode,p.link.keyed,p.isDot],()=>this.edge(C,p)))}
      <g class="hub" role="img" aria-label=${`${l}: ${this.texts(i)}`}>
        <circle cx=${M} cy=${r} r=${J1} />
        <text x=${M} y=${r-2}>${V.node}</text>
        <text class="count" x=${M} y=${r+14}>${i==="unavailable"?this.texts("unavailable"):A>V.links.size?this.texts("short_network",{count:A}):this.texts(i)}</text>
      </g>
      ${$(a,p=>p.key,p=>this.spot(p))}
    </g>`}edge(C,{x:V,y:M,link:r,isDot:e}){return e&&!r.keyed?d:R`<line class="edge ${r.mode} ${r.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V} y2=${M} />`}spot(C){let{link:V,x:M,y:r,isDot:e,label:t,key:i}=C,A=h(V.last_keyed),l=this.feeds.get(C.hub.id)?.now()??Date.now(),a=A!==null&&l-A<U0,p=i===this.chosen,m=C===this.tabbable;return K([M,r,t,V.mode,V.keyed,a,p,m,e,this.texts],()=>{let v=Math.max(44,t.length*7.6+20),Z=e&&!V.keyed&&!p?d:t,g=Math.min(Math.max(M,v/2+2),this.width-v/2-2);return R`<g class="spot ${V.mode} ${V.keyed?"keyed":""} ${a?"recent":""} ${p?"chosen":""}"
        role="button" tabindex=${m?0:-1} data-key=${i}
        aria-label=${this.spoken(V)} aria-pressed=${p?"true":"false"}
        @click=${()=>this.toggle(i)}>
        <title>${this.spoken(V)}</title>
        ${Z===d?R`<circle class="dot-mark" cx=${M} cy=${r} r="6" /><circle class="touch" cx=${M} cy=${r} r="10" />`:R`<rect x=${g-v/2} y=${r-14} width=${v} height="28" rx="14" />
              <text x=${g} y=${r}>${Z}</text>`}
      </g>`})}spoken(C){let V=[O(C),X(C),this.texts(C.mode)];return C.keyed&&V.push(this.texts("talks_now")),V.filter(Boolean).join(", ")}legend(){let C=[...this.feeds.values()].flatMap(({links:M})=>[...M.values()]),V=G0.filter(M=>C.some(r=>r.mode===M));return o`<div class="legend small soft" aria-hidden="true">
      ${V.map(M=>o`<span>
          <svg width="26" height="8"><line class="edge ${M}" x1="1" y1="4" x2="25" y2="4" /></svg>
          ${this.texts(M)}
        </span>`)}
      <span><i class="dot"></i>${this.texts("talks_now")}</span>
    </div>`}details(){let C=this.chosenSpot;if(!C)return d;let{texts:V,hass:M}=this,{link:r}=C,e=this.feeds.get(C.hub.id)?.now()??Date.now(),t=h(r.connected_since),i=h(r.last_keyed),A=[[V(r.mode),r.direction&&V(r.direction)].filter(Boolean).join(", "),t===null?"":`${V("connected")}: ${N((e-t)/1e3,M.language)}`,r.keyed?V("talks_now"):i===null?"":`${V("heard")}: ${H1((e-i)/1e3,M.language)}`];return o`<div class="details" aria-live="polite">
      <span class="badge">${s(U1[r.kind])}</span>
      <div class="grow">
        <b>${O(r)}</b> <span class="soft">${X(r)||V(`kind_${r.kind}`)}</span>
        <div class="soft small">${A.filter(Boolean).join(" · ")}</div>
      </div>
      <button class="round" aria-label=${V("dismiss")} @click=${()=>this.choose("")}>${s(x.close)}</button>
    </div>`}choose(C){this.chosen=C}toggle(C){this.choose(C===this.chosen?"":C)}static{this.styles=[W,h3]}}});var w3,Q0,B3,T3,P3=n(()=>{"use strict";c();R1();p1();q();_();L1();j();w3=(L,H)=>{let C=h(L);return C===null?null:Math.max(0,(H-C)/1e3)},Q0=(L,H)=>{let{texts:C,language:V,now:M,canControl:r}=L,e=w3(H.connected_since,M),t=w3(H.last_keyed,M),i=e===null?"":N(e,V),A=H.keyed?C("talks_now"):t===null?"":H1(t,V),l=L.ending.has(H.node);return K([H,i,A,r,l,C],()=>{let a=H.state==="connecting",p=C(H.mode),m=H.direction?C(H.direction):"",v=X(H)||C(`kind_${H.kind}`);return o`<div
      role="row"
      class="link ${H.keyed?"keyed":""} ${a?"connecting":""}"
      data-node=${H.node}
    >
      <span role="cell" class="badge" title=${C(`kind_${H.kind}`)}>
        ${s(H.keyed?x.voice:U1[H.kind])}
        ${H.keyed?o`<span class="unseen">${C("talks_now")}</span>`:d}
      </span>
      <span role="cell" class="station">
        <b class="ellipsis">${O(H)}</b>
        <span class="soft small ellipsis">${v}</span>
      </span>
      <span role="cell" class="mode soft" title=${`${p}${m?`, ${m}`:""}`}>
        ${s(h2[H.mode])}
        <span class="ellipsis">${p}${m?o`<span class="way">, ${m}</span>`:d}</span>
      </span>
      <span role="cell" class="up soft number">${i}</span>
      <span role="cell" class="heard number ${H.keyed?"":"soft"}">${A}</span>
      ${r?o`<span role="cell" class="end">
            <button
              class="round"
              ?disabled=${l}
              aria-label=${C("disconnect_from",{name:O(H)})}
              title=${C("disconnect")}
              @click=${()=>L.onDisconnect(H)}
            >
              ${s(l?h2.connecting:x.close)}
            </button>
          </span>`:d}
    </div>`})},B3=L=>{let{texts:H,canControl:C,entries:V}=L;return o`<div
    role="table"
    class="links ${C?"controls":""}"
    aria-label=${H("links")}
    aria-rowcount=${V.length+1}
  >
    <div role="row" class="head small soft">
      <span role="columnheader"><span class="unseen">${H("kind")}</span></span>
      <span role="columnheader">${H("station")}</span>
      <span role="columnheader">${H("mode")}</span>
      <span role="columnheader">${H("connected")}</span>
      <span role="columnheader">${H("heard")}</span>
      ${C?o`<span role="columnheader"><span class="unseen">${H("disconnect")}</span></span>`:d}
    </div>
    ${$(V,([M])=>M,([,M])=>Q0(L,M))}
  </div>`},T3=u`
  .links {
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
      36px;
  }
  .links .head {
    min-height: 28px;
  }
  .link {
    min-height: 52px;
    contain: layout style;
    content-visibility: auto;
    contain-intrinsic-size: auto 52px;
    transition: background-color 120ms linear;
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
  .station {
    display: flex;
    flex-direction: column;
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
  .connecting b {
    color: var(--soft);
  }
  @keyframes turn {
    to {
      transform: rotate(-360deg);
    }
  }
  .end {
    justify-self: end;
  }
  @container card (max-width: 520px) {
    .links .head {
      position: absolute;
      width: 1px;
      height: 1px;
      min-height: 0;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .links .link[role="row"] {
      grid-template-columns: 36px minmax(0, 1fr) auto;
      grid-template-areas: "badge station heard" "badge mode up";
      align-content: center;
      row-gap: 0;
      contain-intrinsic-size: auto 56px;
    }
    .links.controls .link[role="row"] {
      grid-template-columns: 36px minmax(0, 1fr) auto 36px;
      grid-template-areas: "badge station heard end" "badge mode up end";
    }
    .badge {
      grid-area: badge;
    }
    .station {
      grid-area: station;
      flex-direction: row;
      align-items: baseline;
      gap: 8px;
      min-width: 0;
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
      text-align: end;
    }
    .up {
      grid-area: up;
      text-align: end;
      font-size: 12px;
      line-height: 16px;
    }
    .end {
      grid-area: end;
    }
  }
`});var F2,z0,K0,q0,j0,R3,F3,D3=n(()=>{"use strict";c();q();_();j();F2=(L,H)=>{let C=h(L);return C===null?null:Math.max(0,(H-C)/1e3)},z0=o`<span class="wave" aria-hidden="true"><i></i><i></i><i></i><i></i></span>`,K0=({texts:L,state:H,condition:C,now:V,nameOf:M,detailOf:r})=>{let e=H.keyed.at(-1),t=H.keyed.slice(0,-1).reverse(),i=e?F2(e.since,V):null;return o`<section class="talker on-air">
    <div class="grow">
      <div class="word">${e?z0:d}${L(C)}</div>
      ${e?o`<div class="name ellipsis">${M(e.node)}</div>
            <div class="soft ellipsis">${r(e.node)}</div>`:o`<div class="name quiet">${L("nobody_keyed")}</div>`}
      ${t.length>0?o`<div class="small ellipsis">
            ${L("also_keyed",{names:t.map(({node:A})=>M(A)).join(", ")})}
          </div>`:d}
    </div>
    ${i===null?d:o`<div class="clock number" role="timer" aria-label=${L("talking_for")}>
          ${y(i)}
        </div>`}
  </section>`},q0=({hass:L,texts:H,state:C,now:V,nameOf:M})=>{let r=F2(C.last_heard,V);return o`<section class="talker">
    <div class="grow">
      <div class="word soft">${H("idle")}</div>
      ${r===null||!C.last_heard_node?o`<div class="name quiet">${H("nothing_heard")}</div>`:o`<div class="name quiet ellipsis">${M(C.last_heard_node)}</div>
            <div class="soft">
              ${H("last_heard_ago",{ago:H1(r,L.language)})}
            </div>`}
    </div>
  </section>`},j0=({hass:L,texts:H,state:C,now:V})=>{let M=F2(C.lost_at,V);return o`<section class="talker gone" role="status">
    ${s(x.offline)}
    <div class="grow">
      <div class="word">${H("unavailable")}</div>
      <div class="reason">${H(`reason_${C.reason??"not_loaded"}`,{server:C.server})}</div>
      ${M===null?d:o`<div class="soft small number">
            ${H("gone_for",{span:M<60?y(M):N(M,L.language)})}
          </div>`}
    </div>
  </section>`},R3=L=>{switch(L.condition){case"unavailable":return j0(L);case"idle":return q0(L);default:return K0(L)}},F3=u`
  .talker {
    display: flex;
    align-items: center;
    gap: 16px;
    min-height: 92px;
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
`});var X0,Y0,E3,J0,$3,_3,N3=n(()=>{"use strict";c();p1();f2();Z1();X0=10*6e4,Y0=5,E3=L=>`${(L*100).toFixed(2)}%`,J0=(L,H)=>o`<div class="axis small soft" aria-hidden="true">
    <span>${H("minutes_ago",{minutes:10})}</span>
    <span>${L>0?H("more_talkers",{count:L}):H("minutes_ago",{minutes:5})}</span>
    <span>${H("now")}</span>
  </div>`,$3=(L,H,C,V)=>{let M=e3(L,H,X0),r=M.slice(0,Y0);return o`<figure class="timeline" aria-label=${C("timeline")}>
    ${r.length===0?o`<div class="lane"><span class="soft small">${C("timeline_empty")}</span></div>`:$(r,e=>e.talker,e=>o`<div class="lane">
            <span class="who ellipsis small">${V(e.talker)}</span>
            <span class="track">
              ${e.bars.map(t=>o`<i
                    class=${t.isLive?"live":""}
                    style=${s1({"inset-inline-start":E3(t.from),width:E3(t.to-t.from)})}
                  ></i>`)}
            </span>
          </div>`)}
    ${r.length>0?J0(M.length-r.length,C):d}
  </figure>`},_3=u`
  .timeline {
    margin: 0;
    padding: 12px 16px;
    display: flex;
    flex-direction: column;
    gap: 4px;
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
    position: relative;
    flex: 1;
    height: 10px;
    border-radius: 5px;
    background: var(--surface);
    overflow: hidden;
  }
  .track i {
    position: absolute;
    inset-block: 0;
    min-width: 3px;
    border-radius: 3px;
    background: color-mix(in srgb, var(--talk) 62%, transparent);
  }
  .track i.live {
    background: var(--accent, var(--talk));
  }
  .axis {
    display: flex;
    justify-content: space-between;
    margin-inline-start: 88px;
  }
`});var W3,I3=n(()=>{"use strict";c();W3=u`
  ha-card {
    --accent: var(--talk);
  }
  ha-card.receiving {
    --accent: var(--receive);
  }
  ha-card.transmitting {
    --accent: var(--transmit);
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
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
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
  .error {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 12px;
    border-radius: 10px;
    background: color-mix(in srgb, var(--error-color, #db4437) 14%, transparent);
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
  dialog {
    border: none;
    border-radius: 20px;
    padding: 24px;
    max-width: 360px;
    background: var(--card-background-color, #fff);
    color: inherit;
    box-shadow: 0 12px 40px rgb(0 0 0 / 0.3);
  }
  dialog::backdrop {
    background: rgb(0 0 0 / 0.45);
  }
  dialog p {
    margin: 0 0 20px;
    font-size: 16px;
    line-height: 24px;
  }
  .answers {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
  }
`});var U3,C7,H2,G3=n(()=>{"use strict";c();W1();q();_();x1();P3();D3();N3();I3();u1();_1();L1();w2();Z1();U3=12,C7=L=>[...L.slice(0,5).map(O),...L.length>5?["…"]:[]].join(", "),H2=class extends k{constructor(){super();this.talkerName=C=>C===C1?this.texts("local"):h1(C,this.sources);this.askDisconnectAll=()=>{let{texts:C}=this;this.question={text:C("ask_disconnect_all",{count:this.node?.links.size??0}),action:C("disconnect_all"),run:()=>{this.act("disconnect",{all:!0})}}};this.isCalling=!1,this.ending=new Set,this.pending=new Set,this.error="",this.words="",this.isWhole=!1}static{this.properties={...k.properties,isCalling:{state:!0},ending:{state:!0},pending:{state:!0},error:{state:!0},question:{state:!0},words:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:B(C)[0]?.id??""}}static getConfigForm(){let C=V=>({name:V,default:!0,selector:{boolean:{}}});return{schema:[{name:"device_id",required:!0,selector:G1},{name:"name",selector:{text:{}}},{name:"",type:"grid",schema:[C("show_timeline"),C("show_controls"),C("show_links")]},{name:"max_links",default:U3,selector:{number:{min:1,max:100,mode:"box"}}}],computeLabel:(V,M)=>M(`component.allstarlink.selector.dashboard.options.option_${V.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:6,rows:"auto",min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.activity=C&&this.config?.show_timeline!==!1?this.activityFeed(C):void 0}content(){let{config:C,texts:V,node:M}=this;if(!M||!C)return this.hollow(V("choose_node"));let{state:r,error:e}=M;if(!r||e)return this.hollow(this.why(M));let t=c1(r),i=r.can_control&&C.show_controls!==!1;return o`<ha-card class=${X1(r)}>
      ${this.header(r)} ${this.talker(r,t)}
      ${t!=="unavailable"&&C.show_timeline!==!1?$3(r3(this.activity?.activities??[],M.talking),M.now(),V,this.talkerName):o`<div class="gap"></div>`}
      ${i&&t!=="unavailable"?this.controls(r):d}
      ${t!=="unavailable"&&C.show_links!==!1?this.links(i):d}
      ${this.dialog()}
      <div class="unseen" aria-live="polite">
        ${r.keyed.map(({node:A})=>V("is_talking",{name:this.talkerName(A)}))}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${s(x.tower)}${C}</div></ha-card>`}header(C){let{texts:V,config:M}=this,r=this.node?.links.size??0,e=C.available?[C.server,V("count_links",{count:r}),C.network_nodes&&C.network_nodes>r?V("count_network",{count:C.network_nodes}):null]:[C.server];return o`<header>
      <span class="mark">${s(x.tower)}</span>
      <div class="grow">
        <h2>${M?.name||this.nameOf(M?.device_id??"")||C.node}</h2>
        <div class="soft small ellipsis">${e.filter(Boolean).join(" · ")}</div>
      </div>
      ${C.available?o`${this.lamp("RX","receive",C.receiving)} ${this.lamp("TX","transmit",C.transmitting)}`:d}
    </header>`}lamp(C,V,M){let r=`${this.texts(V)}: ${this.texts(M?"on":"off")}`;return o`<span class="lamp ${V} ${M?"on":""}" role="img" aria-label=${r} title=${r}
      >${C}</span
    >`}talker(C,V){return R3({hass:this.hass,texts:this.texts,state:C,condition:V,now:this.node?.now()??Date.now(),nameOf:this.talkerName,detailOf:M=>{let r=S1(this.sources.links,M);return X(b2(M,this.sources))||(r?this.texts(`kind_${r.kind}`):"")}})}get sources(){return{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns}}controls(C){let{texts:V}=this;return o`<section class="controls-box" aria-label=${V("controls")}>
      ${C.favorites.length>0?o`<div class="chips" role="group" aria-label=${V("favorites")}>
            ${C.favorites.map(M=>this.chip(M))}
          </div>`:d}
      <allstarlink-connect-box
        .texts=${V}
        .busy=${this.isCalling}
        @call=${M=>this.askAndCall(M.detail)}
      ></allstarlink-connect-box>
      ${this.error?o`<div class="error" role="alert">
            <span class="grow">${this.error}</span>
            <button
              class="round"
              aria-label=${V("dismiss")}
              @click=${()=>{this.error=""}}
            >
              ${s(x.close)}
            </button>
          </div>`:d}
    </section>`}chip(C){let V=S1(this.sources.links,C),M=V?.state==="established",r=this.pending.has(C)||V?.state==="connecting",e=h1(C,this.sources);return o`<button
      class="chip ${M?"on":""} ${r?"pending":""}"
      aria-pressed=${M?"true":"false"}
      aria-busy=${r?"true":"false"}
      ?disabled=${this.pending.has(C)}
      title=${this.texts(M?"disconnect_from":"connect_to",{name:e})}
      @click=${()=>this.toggle(C,M||r)}
    >
      ${s(M?x.star:x.starOutline)}${e}
    </button>`}links(C){let{texts:V}=this,M=v3(this.node?.links??new Map);if(M.length===0)return o`<div class="empty">${s(x.unlinked)}${V("no_links")}</div>`;let r=this.config?.max_links??U3,e=this.words?M.filter(i=>x3(i,this.words)):M,t=this.isWhole||this.words?e:e.slice(0,r);return o`<div class="links-bar">
        <h3>${V("links")} <span class="soft number">${M.length}</span></h3>
        ${M.length>r||this.words?o`<input
              type="search"
              placeholder=${V("find")}
              aria-label=${V("find")}
              .value=${this.words}
              @input=${i=>{this.words=i.target.value}}
            />`:d}
        ${C?o`<button class="text end-all" @click=${this.askDisconnectAll}>${V("disconnect_all")}</button>`:d}
      </div>
      ${t.length===0?o`<div class="empty">${s(x.unlinked)}${V("no_link_found")}</div>`:B3({entries:t,texts:V,language:this.hass.language,now:this.node?.now()??Date.now(),canControl:C,ending:this.ending,onDisconnect:i=>this.disconnect(i.node)})}
      ${t.length<e.length?o`<button
            class="text more"
            @click=${()=>{this.isWhole=!0}}
          >
            ${V("show_all",{count:M.length})}
          </button>`:d}`}dialog(){let{question:C,texts:V}=this;return o`<dialog
      aria-labelledby="question"
      @close=${()=>{this.question=void 0}}
      @click=${M=>{M.target===M.currentTarget&&M.target.close()}}
    >
      ${C?o`<form method="dialog">
            <p id="question">${C.text}</p>
            <div class="answers">
              <button value="no" class="text" autofocus>${V("cancel")}</button>
              <button value="yes" class="danger" @click=${C.run}>${C.action}</button>
            </div>
          </form>`:d}
    </dialog>`}updated(C){if(C.has("question")&&this.question){let V=this.renderRoot.querySelector("dialog");V&&!V.open&&V.showModal()}}async act(C,V){this.error="";try{let M={device_id:this.config?.device_id,...V};return await this.hass.callService("allstarlink",C,M,void 0,!1),!0}catch(M){return this.error=await h5(this.hass,M),!1}}askAndCall(C){let{links:V,names:M}=this.sources,r=s3(C.node,V,M),e=Z3(V,r),t=()=>{this.call({...C,node:r},C.node)};if(!C.exclusive||e.length===0){t();return}let{texts:i}=this;this.question={text:i("ask_exclusive",{node:C.node,count:e.length,names:C7(e)}),action:i("connect"),run:t}}async call(C,V){this.isCalling=!0;let M=await this.act("connect",{...C});this.isCalling=!1,M&&this.renderRoot.querySelector("allstarlink-connect-box")?.clear(V)}async toggle(C,V){this.pending=new Set([...this.pending,C]),await this.act(V?"disconnect":"connect",{node:C}),this.pending=new Set([...this.pending].filter(M=>M!==C))}async disconnect(C){this.ending=new Set([...this.ending,C]),await this.act("disconnect",{node:C}),this.ending=new Set([...this.ending].filter(V=>V!==C))}static{this.styles=[W,F3,_3,T3,W3]}}});var Q3,z3=n(()=>{F();d1();l2();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */Q3=D(class extends w{constructor(L){if(super(L),L.type!==f.PROPERTY&&L.type!==f.ATTRIBUTE&&L.type!==f.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!o5(L))throw Error("`live` bindings can only contain a single expression")}render(L){return L}update(L,[H]){if(H===S||H===d)return H;let C=L.element,V=L.name;if(L.type===f.PROPERTY){if(H===C[V])return S}else if(L.type===f.BOOLEAN_ATTRIBUTE){if(!!H===C.hasAttribute(V))return S}else if(L.type===f.ATTRIBUTE&&C.getAttribute(V)===H+"")return S;return F1(L),H}})});var K3=n(()=>{z3()});var H7,V2,q3=n(()=>{"use strict";c();K3();u1();H7=["transceive","monitor","local_monitor"],V2=class extends b{constructor(){super();this.submit=C=>{C.preventDefault();let{mode:V,permanent:M,exclusive:r}=this,e={node:this.value.trim(),mode:V,permanent:M,exclusive:r};this.dispatchEvent(new CustomEvent("call",{detail:e}))};this.busy=!1,this.reset()}static{this.properties={texts:{attribute:!1},busy:{attribute:!1},value:{state:!0},mode:{state:!0},permanent:{state:!0},exclusive:{state:!0}}}clear(C){this.value.trim()===C&&this.reset()}reset(){this.value="",this.mode="transceive",this.permanent=!1,this.exclusive=!1}render(){let{texts:C}=this;return o`<form @submit=${this.submit}>
      <div class="bar">
        <input
          type="text"
          name="node"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          enterkeyhint="go"
          maxlength="20"
          placeholder=${C("number_or_callsign")}
          aria-label=${C("number_or_callsign")}
          .value=${this.value}
          @input=${V=>{this.value=V.target.value}}
        />
        <select
          name="mode"
          aria-label=${C("mode")}
          @change=${V=>{this.mode=V.target.value}}
        >
          ${H7.map(V=>o`<option value=${V} .selected=${Q3(V===this.mode)}>${C(V)}</option>`)}
        </select>
        <button class="main" type="submit" ?disabled=${this.busy||!this.value.trim()}>
          ${C(this.busy?"connecting":"connect")}
        </button>
      </div>
      ${this.value?this.options():d}
    </form>`}options(){let C=V=>o`<label>
      <input
        type="checkbox"
        name=${V}
        .checked=${this[V]}
        @change=${M=>{this[V]=M.target.checked}}
      />
      ${this.texts(V)}
    </label>`;return o`<div class="options">${C("exclusive")}${C("permanent")}</div>`}static{this.styles=[W,u`
      .bar {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto auto;
        gap: 8px;
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
        .bar input {
          grid-column: 1 / -1;
        }
      }
    `]}}});var V7,L7,M7,D2,L2,j3,M1,r7,e7,t7,M2,X3=n(()=>{"use strict";x1();_1();V7=["receiving","transmitting","link_keyed","talker"],L7=["links","network_nodes"],M7=["identify","reconnect_links","disconnect_all","transmitter","linking"],D2=(L,H,C)=>({type:"heading",heading:L,icon:H,...C?{tap_action:{action:"navigate",navigation_path:C}}:{}}),L2=(L,H,C)=>{let V=g2(L,H.id);return C.flatMap(M=>V.filter(r=>r.translation_key===M).map(r=>r.entity_id))},j3=L=>L.map(H=>({type:"tile",entity:H})),M1=(L,H=1)=>({type:"grid",column_span:H,cards:L}),r7=(L,H)=>{let C=B(L),V=v1(L).map(M=>{let r=C.filter(t=>t.via_device_id===M.id),e=r.length>1;return M1([{type:"custom:allstarlink-network-card",device_id:M.id,grid_options:{columns:"full"}},...r.map(t=>({type:"custom:allstarlink-node-card",device_id:t.id,max_links:6,grid_options:{columns:e?12:"full"}}))],e?2:1)});return{title:H("overview"),path:"overview",icon:"mdi:radio-tower",type:"sections",max_columns:4,sections:V}},e7=(L,H,C)=>{let V=L2(L,C,V7),M=L2(L,C,L7),r=L2(L,C,M7),e=L2(L,C,["favorite"]),t=[...V.length?[{type:"history-graph",entities:V,hours_to_show:6}]:[],...M.length?[{type:"history-graph",entities:M,hours_to_show:24}]:[]].map(i=>({...i,grid_options:{columns:"full"}}));return{title:l1(C),path:z5(C),icon:"mdi:access-point",type:"sections",max_columns:3,sections:[M1([{type:"custom:allstarlink-node-card",device_id:C.id,grid_options:{columns:"full"}}]),M1([{type:"custom:allstarlink-activity-card",device_id:C.id,grid_options:{columns:"full"}}]),M1([...t.length?[D2(H("history"),"mdi:chart-timeline-variant"),...t]:[],...r.length+e.length?[D2(H("controls"),"mdi:tune"),...j3([...e,...r])]:[]])]}},t7=(L,H)=>{let C=(V,M)=>{let r=g2(L,V.id).filter(e=>e.entity_category==="diagnostic").map(e=>e.entity_id);return r.length?[M1([D2(l1(V),M),...j3(r)])]:[]};return{title:H("diagnostics"),path:"diagnostics",icon:"mdi:stethoscope",type:"sections",max_columns:3,sections:[...v1(L).flatMap(V=>C(V,"mdi:server-network")),...B(L).flatMap(V=>C(V,"mdi:access-point"))]}},M2=class extends HTMLElement{static{this.registryDependencies=["devices","entities"]}static async generate(H,C){let V=await E1(C),M=$1({...C,localize:V}),r=B(C);if(r.length===0){let e={type:"markdown",content:M("no_nodes")};return{views:[{title:M("overview"),type:"sections",sections:[M1([e])]}]}}return{title:"AllStarLink",views:[r7(C,M),...r.map(e=>e7(C,M,e)),t7(C,M)]}}}});var Y3={};L0(Y3,{defineElements:()=>o7});var i7,o7,J3=n(()=>{"use strict";c3();b3();G3();q3();X3();i7=[["allstarlink-connect-box",V2],["allstarlink-node-card",H2],["allstarlink-activity-card",Y1],["allstarlink-network-card",C2],["ll-strategy-dashboard-allstarlink",M2]],o7=()=>{for(let[L,H]of i7)customElements.get(L)||customElements.define(L,H)}});var C0="https://github.com/allstarlink-ha/ha-allstarlink#dashboard",a7=[["node","AllStarLink node","Who talks, who is linked, and the controls, live."],["activity","AllStarLink activity","Talks and links as they happened, and the talk time of today."],["network","AllStarLink network","A server's nodes and their links as a graph."]],H0=window;for(let[L,H,C]of a7)(H0.customCards??=[]).push({type:`allstarlink-${L}-card`,name:H,description:C,preview:!0,documentationURL:C0});(H0.customStrategies??=[]).push({type:"allstarlink",strategyType:"dashboard",name:"AllStarLink",description:"All servers and nodes: who talks, who is linked, history and diagnostics.",documentationURL:C0});customElements.whenDefined("home-assistant").then(()=>Promise.resolve().then(()=>(J3(),Y3))).then(({defineElements:L})=>L());
