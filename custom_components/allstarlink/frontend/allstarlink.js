var h0=Object.defineProperty;var p=(L,H,C)=>()=>{if(C)throw C[0];try{return L&&(H=L(L=0)),H}catch(V){throw C=[V],V}};var g0=(L,H)=>{for(var C in H)h0(L,C,{get:H[C],enumerable:!0})};var A2,q2,d2,O0,V1,n2,j2,X2,O,$,p2,b1,Y2,L1=p(()=>{"use strict";A2="app_rpt node",q2="Asterisk with app_rpt",d2=L=>L.identifiers.some(([H])=>H==="allstarlink"),O0=(L,H)=>V1(L).localeCompare(V1(H),void 0,{numeric:!0}),V1=L=>L.name_by_user??L.name??"",n2=({identifiers:L})=>{let[,H=""]=L.find(([C])=>C==="allstarlink")??[];return H.split("_").at(-1)??""},j2=L=>`node-${n2(L)}-${L.id.slice(-4)}`,X2=(L,H)=>Object.values(L.devices).filter(C=>d2(C)&&C.model===H&&!C.disabled_by).sort(O0),O=L=>X2(L,A2),$=L=>X2(L,q2),p2=(L,H)=>Object.values(L.entities).filter(C=>C.device_id===H&&C.platform==="allstarlink"&&!C.hidden),b1={device:{filter:{integration:"allstarlink",model:A2}}},Y2={device:{filter:[q2,A2].map(L=>({integration:"allstarlink",model:L}))}}});var w1,T1,m2,C5,d1,H5,u,V5,l2,v2=p(()=>{/**
 * @license
 * Copyright 2019 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */w1=globalThis,T1=w1.ShadowRoot&&(w1.ShadyCSS===void 0||w1.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,m2=Symbol(),C5=new WeakMap,d1=class{constructor(H,C,V){if(this._$cssResult$=!0,V!==m2)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=H,this.t=C}get styleSheet(){let H=this.o,C=this.t;if(T1&&H===void 0){let V=C!==void 0&&C.length===1;V&&(H=C5.get(C)),H===void 0&&((this.o=H=new CSSStyleSheet).replaceSync(this.cssText),V&&C5.set(C,H))}return H}toString(){return this.cssText}},H5=L=>new d1(typeof L=="string"?L:L+"",void 0,m2),u=(L,...H)=>{let C=L.length===1?L[0]:H.reduce((V,M,r)=>V+(e=>{if(e._$cssResult$===!0)return e.cssText;if(typeof e=="number")return e;throw Error("Value passed to 'css' function must be a 'css' function result: "+e+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(M)+L[r+1],L[0]);return new d1(C,L,m2)},V5=(L,H)=>{if(T1)L.adoptedStyleSheets=H.map(C=>C instanceof CSSStyleSheet?C:C.styleSheet);else for(let C of H){let V=document.createElement("style"),M=w1.litNonce;M!==void 0&&V.setAttribute("nonce",M),V.textContent=C.cssText,L.appendChild(V)}},l2=T1?L=>L:L=>L instanceof CSSStyleSheet?(H=>{let C="";for(let V of H.cssRules)C+=V.cssText;return H5(C)})(L):L});var y0,b0,w0,T0,B0,P0,B1,L5,R0,F0,n1,x2,r5,M5,F,P1=p(()=>{v2();v2();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({is:y0,defineProperty:b0,getOwnPropertyDescriptor:w0,getOwnPropertyNames:T0,getOwnPropertySymbols:B0,getPrototypeOf:P0}=Object),B1=globalThis,L5=B1.trustedTypes,R0=L5?L5.emptyScript:"",F0=B1.reactiveElementPolyfillSupport,n1=(L,H)=>L,x2={toAttribute(L,H){switch(H){case Boolean:L=L?R0:null;break;case Object:case Array:L=L==null?L:JSON.stringify(L)}return L},fromAttribute(L,H){let C=L;switch(H){case Boolean:C=L!==null;break;case Number:C=L===null?null:Number(L);break;case Object:case Array:try{C=JSON.parse(L)}catch{C=null}}return C}},r5=(L,H)=>!y0(L,H),M5={attribute:!0,type:String,converter:x2,reflect:!1,useDefault:!1,hasChanged:r5};Symbol.metadata??=Symbol("metadata"),B1.litPropertyMetadata??=new WeakMap;F=class extends HTMLElement{static addInitializer(H){this._$Ei(),(this.l??=[]).push(H)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(H,C=M5){if(C.state&&(C.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(H)&&((C=Object.create(C)).wrapped=!0),this.elementProperties.set(H,C),!C.noAccessor){let V=Symbol(),M=this.getPropertyDescriptor(H,V,C);M!==void 0&&b0(this.prototype,H,M)}}static getPropertyDescriptor(H,C,V){let{get:M,set:r}=w0(this.prototype,H)??{get(){return this[C]},set(e){this[C]=e}};return{get:M,set(e){let t=M?.call(this);r?.call(this,e),this.requestUpdate(H,t,V)},configurable:!0,enumerable:!0}}static getPropertyOptions(H){return this.elementProperties.get(H)??M5}static _$Ei(){if(this.hasOwnProperty(n1("elementProperties")))return;let H=P0(this);H.finalize(),H.l!==void 0&&(this.l=[...H.l]),this.elementProperties=new Map(H.elementProperties)}static finalize(){if(this.hasOwnProperty(n1("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(n1("properties"))){let C=this.properties,V=[...T0(C),...B0(C)];for(let M of V)this.createProperty(M,C[M])}let H=this[Symbol.metadata];if(H!==null){let C=litPropertyMetadata.get(H);if(C!==void 0)for(let[V,M]of C)this.elementProperties.set(V,M)}this._$Eh=new Map;for(let[C,V]of this.elementProperties){let M=this._$Eu(C,V);M!==void 0&&this._$Eh.set(M,C)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(H){let C=[];if(Array.isArray(H)){let V=new Set(H.flat(1/0).reverse());for(let M of V)C.unshift(l2(M))}else H!==void 0&&C.push(l2(H));return C}static _$Eu(H,C){let V=C.attribute;return V===!1?void 0:typeof V=="string"?V:typeof H=="string"?H.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(H=>this.enableUpdating=H),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(H=>H(this))}addController(H){(this._$EO??=new Set).add(H),this.renderRoot!==void 0&&this.isConnected&&H.hostConnected?.()}removeController(H){this._$EO?.delete(H)}_$E_(){let H=new Map,C=this.constructor.elementProperties;for(let V of C.keys())this.hasOwnProperty(V)&&(H.set(V,this[V]),delete this[V]);H.size>0&&(this._$Ep=H)}createRenderRoot(){let H=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return V5(H,this.constructor.elementStyles),H}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(H=>H.hostConnected?.())}enableUpdating(H){}disconnectedCallback(){this._$EO?.forEach(H=>H.hostDisconnected?.())}attributeChangedCallback(H,C,V){this._$AK(H,V)}_$ET(H,C){let V=this.constructor.elementProperties.get(H),M=this.constructor._$Eu(H,V);if(M!==void 0&&V.reflect===!0){let r=(V.converter?.toAttribute!==void 0?V.converter:x2).toAttribute(C,V.type);this._$Em=H,r==null?this.removeAttribute(M):this.setAttribute(M,r),this._$Em=null}}_$AK(H,C){let V=this.constructor,M=V._$Eh.get(H);if(M!==void 0&&this._$Em!==M){let r=V.getPropertyOptions(M),e=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:x2;this._$Em=M;let t=e.fromAttribute(C,r.type);this[M]=t??this._$Ej?.get(M)??t,this._$Em=null}}requestUpdate(H,C,V,M=!1,r){if(H!==void 0){let e=this.constructor;if(M===!1&&(r=this[H]),V??=e.getPropertyOptions(H),!((V.hasChanged??r5)(r,C)||V.useDefault&&V.reflect&&r===this._$Ej?.get(H)&&!this.hasAttribute(e._$Eu(H,V))))return;this.C(H,C,V)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(H,C,{useDefault:V,reflect:M,wrapped:r},e){V&&!(this._$Ej??=new Map).has(H)&&(this._$Ej.set(H,e??C??this[H]),r!==!0||e!==void 0)||(this._$AL.has(H)||(this.hasUpdated||V||(C=void 0),this._$AL.set(H,C)),M===!0&&this._$Em!==H&&(this._$Eq??=new Set).add(H))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(C){Promise.reject(C)}let H=this.scheduleUpdate();return H!=null&&await H,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[M,r]of this._$Ep)this[M]=r;this._$Ep=void 0}let V=this.constructor.elementProperties;if(V.size>0)for(let[M,r]of V){let{wrapped:e}=r,t=this[M];e!==!0||this._$AL.has(M)||t===void 0||this.C(M,void 0,r,t)}}let H=!1,C=this._$AL;try{H=this.shouldUpdate(C),H?(this.willUpdate(C),this._$EO?.forEach(V=>V.hostUpdate?.()),this.update(C)):this._$EM()}catch(V){throw H=!1,this._$EM(),V}H&&this._$AE(C)}willUpdate(H){}_$AE(H){this._$EO?.forEach(C=>C.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(H)),this.updated(H)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(H){return!0}update(H){this._$Eq&&=this._$Eq.forEach(C=>this._$ET(C,this[C])),this._$EM()}updated(H){}firstUpdated(H){}};F.elementStyles=[],F.shadowRootOptions={mode:"open"},F[n1("elementProperties")]=new Map,F[n1("finalized")]=new Map,F0?.({ReactiveElement:F}),(B1.reactiveElementVersions??=[]).push("2.1.2")});function m5(L,H){if(!S2(L)||!L.hasOwnProperty("raw"))throw Error("invalid template strings array");return t5!==void 0?t5.createHTML(H):H}function X(L,H,C=L,V){if(H===c)return H;let M=V!==void 0?C._$Co?.[V]:C._$Cl,r=l1(H)?void 0:H._$litDirective$;return M?.constructor!==r&&(M?._$AO?.(!1),r===void 0?M=void 0:(M=new r(L),M._$AT(L,C,V)),V!==void 0?(C._$Co??=[])[V]=M:C._$Cl=M),M!==void 0&&(H=X(L,M._$AS(L,H.values),M,V)),H}var Z2,e5,R1,t5,u2,D,c2,D0,j,m1,l1,S2,n5,s2,p1,i5,o5,K,a5,A5,p5,h2,o,k,t4,c,d,d5,q,l5,v1,F1,M1,Y,D1,E1,$1,_1,v5,E0,x5,E=p(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */Z2=globalThis,e5=L=>L,R1=Z2.trustedTypes,t5=R1?R1.createPolicy("lit-html",{createHTML:L=>L}):void 0,u2="$lit$",D=`lit$${Math.random().toFixed(9).slice(2)}$`,c2="?"+D,D0=`<${c2}>`,j=document,m1=()=>j.createComment(""),l1=L=>L===null||typeof L!="object"&&typeof L!="function",S2=Array.isArray,n5=L=>S2(L)||typeof L?.[Symbol.iterator]=="function",s2=`[ 	
\f\r]`,p1=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,i5=/-->/g,o5=/>/g,K=RegExp(`>|${s2}(?:([^\\s"'>=/]+)(${s2}*=${s2}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),a5=/'/g,A5=/"/g,p5=/^(?:script|style|textarea|title)$/i,h2=L=>(H,...C)=>({_$litType$:L,strings:H,values:C}),o=h2(1),k=h2(2),t4=h2(3),c=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),d5=new WeakMap,q=j.createTreeWalker(j,129);l5=(L,H)=>{let C=L.length-1,V=[],M,r=H===2?"<svg>":H===3?"<math>":"",e=p1;for(let t=0;t<C;t++){let i=L[t],a,m,A=-1,l=0;for(;l<i.length&&(e.lastIndex=l,m=e.exec(i),m!==null);)l=e.lastIndex,e===p1?m[1]==="!--"?e=i5:m[1]!==void 0?e=o5:m[2]!==void 0?(p5.test(m[2])&&(M=RegExp("</"+m[2],"g")),e=K):m[3]!==void 0&&(e=K):e===K?m[0]===">"?(e=M??p1,A=-1):m[1]===void 0?A=-2:(A=e.lastIndex-m[2].length,a=m[1],e=m[3]===void 0?K:m[3]==='"'?A5:a5):e===A5||e===a5?e=K:e===i5||e===o5?e=p1:(e=K,M=void 0);let n=e===K&&L[t+1].startsWith("/>")?" ":"";r+=e===p1?i+D0:A>=0?(V.push(a),i.slice(0,A)+u2+i.slice(A)+D+n):i+D+(A===-2?t:n)}return[m5(L,r+(L[C]||"<?>")+(H===2?"</svg>":H===3?"</math>":"")),V]},v1=class L{constructor({strings:H,_$litType$:C},V){let M;this.parts=[];let r=0,e=0,t=H.length-1,i=this.parts,[a,m]=l5(H,C);if(this.el=L.createElement(a,V),q.currentNode=this.el.content,C===2||C===3){let A=this.el.content.firstChild;A.replaceWith(...A.childNodes)}for(;(M=q.nextNode())!==null&&i.length<t;){if(M.nodeType===1){if(M.hasAttributes())for(let A of M.getAttributeNames())if(A.endsWith(u2)){let l=m[e++],n=M.getAttribute(A).split(D),v=/([.?@])?(.*)/.exec(l);i.push({type:1,index:r,name:v[2],strings:n,ctor:v[1]==="."?D1:v[1]==="?"?E1:v[1]==="@"?$1:Y}),M.removeAttribute(A)}else A.startsWith(D)&&(i.push({type:6,index:r}),M.removeAttribute(A));if(p5.test(M.tagName)){let A=M.textContent.split(D),l=A.length-1;if(l>0){M.textContent=R1?R1.emptyScript:"";for(let n=0;n<l;n++)M.append(A[n],m1()),q.nextNode(),i.push({type:2,index:++r});M.append(A[l],m1())}}}else if(M.nodeType===8)if(M.data===c2)i.push({type:2,index:r});else{let A=-1;for(;(A=M.data.indexOf(D,A+1))!==-1;)i.push({type:7,index:r}),A+=D.length-1}r++}}static createElement(H,C){let V=j.createElement("template");return V.innerHTML=H,V}};F1=class{constructor(H,C){this._$AV=[],this._$AN=void 0,this._$AD=H,this._$AM=C}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(H){let{el:{content:C},parts:V}=this._$AD,M=(H?.creationScope??j).importNode(C,!0);q.currentNode=M;let r=q.nextNode(),e=0,t=0,i=V[0];for(;i!==void 0;){if(e===i.index){let a;i.type===2?a=new M1(r,r.nextSibling,this,H):i.type===1?a=new i.ctor(r,i.name,i.strings,this,H):i.type===6&&(a=new _1(r,this,H)),this._$AV.push(a),i=V[++t]}e!==i?.index&&(r=q.nextNode(),e++)}return q.currentNode=j,M}p(H){let C=0;for(let V of this._$AV)V!==void 0&&(V.strings!==void 0?(V._$AI(H,V,C),C+=V.strings.length-2):V._$AI(H[C])),C++}},M1=class L{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(H,C,V,M){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=H,this._$AB=C,this._$AM=V,this.options=M,this._$Cv=M?.isConnected??!0}get parentNode(){let H=this._$AA.parentNode,C=this._$AM;return C!==void 0&&H?.nodeType===11&&(H=C.parentNode),H}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(H,C=this){H=X(this,H,C),l1(H)?H===d||H==null||H===""?(this._$AH!==d&&this._$AR(),this._$AH=d):H!==this._$AH&&H!==c&&this._(H):H._$litType$!==void 0?this.$(H):H.nodeType!==void 0?this.T(H):n5(H)?this.k(H):this._(H)}O(H){return this._$AA.parentNode.insertBefore(H,this._$AB)}T(H){this._$AH!==H&&(this._$AR(),this._$AH=this.O(H))}_(H){this._$AH!==d&&l1(this._$AH)?this._$AA.nextSibling.data=H:this.T(j.createTextNode(H)),this._$AH=H}$(H){let{values:C,_$litType$:V}=H,M=typeof V=="number"?this._$AC(H):(V.el===void 0&&(V.el=v1.createElement(m5(V.h,V.h[0]),this.options)),V);if(this._$AH?._$AD===M)this._$AH.p(C);else{let r=new F1(M,this),e=r.u(this.options);r.p(C),this.T(e),this._$AH=r}}_$AC(H){let C=d5.get(H.strings);return C===void 0&&d5.set(H.strings,C=new v1(H)),C}k(H){S2(this._$AH)||(this._$AH=[],this._$AR());let C=this._$AH,V,M=0;for(let r of H)M===C.length?C.push(V=new L(this.O(m1()),this.O(m1()),this,this.options)):V=C[M],V._$AI(r),M++;M<C.length&&(this._$AR(V&&V._$AB.nextSibling,M),C.length=M)}_$AR(H=this._$AA.nextSibling,C){for(this._$AP?.(!1,!0,C);H!==this._$AB;){let V=e5(H).nextSibling;e5(H).remove(),H=V}}setConnected(H){this._$AM===void 0&&(this._$Cv=H,this._$AP?.(H))}},Y=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(H,C,V,M,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=H,this.name=C,this._$AM=M,this.options=r,V.length>2||V[0]!==""||V[1]!==""?(this._$AH=Array(V.length-1).fill(new String),this.strings=V):this._$AH=d}_$AI(H,C=this,V,M){let r=this.strings,e=!1;if(r===void 0)H=X(this,H,C,0),e=!l1(H)||H!==this._$AH&&H!==c,e&&(this._$AH=H);else{let t=H,i,a;for(H=r[0],i=0;i<r.length-1;i++)a=X(this,t[V+i],C,i),a===c&&(a=this._$AH[i]),e||=!l1(a)||a!==this._$AH[i],a===d?H=d:H!==d&&(H+=(a??"")+r[i+1]),this._$AH[i]=a}e&&!M&&this.j(H)}j(H){H===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,H??"")}},D1=class extends Y{constructor(){super(...arguments),this.type=3}j(H){this.element[this.name]=H===d?void 0:H}},E1=class extends Y{constructor(){super(...arguments),this.type=4}j(H){this.element.toggleAttribute(this.name,!!H&&H!==d)}},$1=class extends Y{constructor(H,C,V,M,r){super(H,C,V,M,r),this.type=5}_$AI(H,C=this){if((H=X(this,H,C,0)??d)===c)return;let V=this._$AH,M=H===d&&V!==d||H.capture!==V.capture||H.once!==V.once||H.passive!==V.passive,r=H!==d&&(V===d||M);M&&this.element.removeEventListener(this.name,this,V),r&&this.element.addEventListener(this.name,this,H),this._$AH=H}handleEvent(H){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,H):this._$AH.handleEvent(H)}},_1=class{constructor(H,C,V){this.element=H,this.type=6,this._$AN=void 0,this._$AM=C,this.options=V}get _$AU(){return this._$AM._$AU}_$AI(H){X(this,H)}},v5={M:u2,P:D,A:c2,C:1,L:l5,R:F1,D:n5,V:X,I:M1,H:Y,N:E1,U:$1,B:D1,F:_1},E0=Z2.litHtmlPolyfillSupport;E0?.(v1,M1),(Z2.litHtmlVersions??=[]).push("3.3.3");x5=(L,H,C)=>{let V=C?.renderBefore??H,M=V._$litPart$;if(M===void 0){let r=C?.renderBefore??null;V._$litPart$=M=new M1(H.insertBefore(m1(),r),r,void 0,C??{})}return M._$AI(L),M}});var g2,P,$0,s5=p(()=>{P1();P1();E();E();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */g2=globalThis,P=class extends F{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let H=super.createRenderRoot();return this.renderOptions.renderBefore??=H.firstChild,H}update(H){let C=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(H),this._$Do=x5(C,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return c}};P._$litElement$=!0,P.finalized=!0,g2.litElementHydrateSupport?.({LitElement:P});$0=g2.litElementPolyfillSupport;$0?.({LitElement:P});(g2.litElementVersions??=[]).push("4.2.2")});var Z5=p(()=>{/**
 * @license
 * Copyright 2022 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */});var h=p(()=>{P1();E();s5();Z5()});var y,_,R,x1=p(()=>{/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */y={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},_=L=>(...H)=>({_$litDirective$:L,values:H}),R=class{constructor(H){}get _$AU(){return this._$AM._$AU}_$AT(H,C,V){this._$Ct=H,this._$AM=C,this._$Ci=V}_$AS(H,C){return this.update(H,C)}update(H,C){return this.render(...C)}}});var _0,J,u5=p(()=>{E();x1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */_0={},J=_(class extends R{constructor(){super(...arguments),this.ot=_0}render(L,H){return H()}update(L,[H,C]){if(Array.isArray(H)){if(Array.isArray(this.ot)&&this.ot.length===H.length&&H.every((V,M)=>V===this.ot[M]))return c}else if(this.ot===H)return c;return this.ot=Array.isArray(H)?Array.from(H):H,this.render(H,C)}})});var N1=p(()=>{u5()});var N0,c5,h5,S5,r1,N,I0,I1,g5,W1,O2=p(()=>{E();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */({I:N0}=v5),c5=L=>L,h5=L=>L.strings===void 0,S5=()=>document.createComment(""),r1=(L,H,C)=>{let V=L._$AA.parentNode,M=H===void 0?L._$AB:H._$AA;if(C===void 0){let r=V.insertBefore(S5(),M),e=V.insertBefore(S5(),M);C=new N0(r,e,L,L.options)}else{let r=C._$AB.nextSibling,e=C._$AM,t=e!==L;if(t){let i;C._$AQ?.(L),C._$AM=L,C._$AP!==void 0&&(i=L._$AU)!==e._$AU&&C._$AP(i)}if(r!==M||t){let i=C._$AA;for(;i!==r;){let a=c5(i).nextSibling;c5(V).insertBefore(i,M),i=a}}}return C},N=(L,H,C=L)=>(L._$AI(H,C),L),I0={},I1=(L,H=I0)=>L._$AH=H,g5=L=>L._$AH,W1=L=>{L._$AR(),L._$AA.remove()}});var O5,I,f5=p(()=>{E();x1();O2();/**
 * @license
 * Copyright 2017 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */O5=(L,H,C)=>{let V=new Map;for(let M=H;M<=C;M++)V.set(L[M],M);return V},I=_(class extends R{constructor(L){if(super(L),L.type!==y.CHILD)throw Error("repeat() can only be used in text expressions")}dt(L,H,C){let V;C===void 0?C=H:H!==void 0&&(V=H);let M=[],r=[],e=0;for(let t of L)M[e]=V?V(t,e):e,r[e]=C(t,e),e++;return{values:r,keys:M}}render(L,H,C){return this.dt(L,H,C).values}update(L,[H,C,V]){let M=g5(L),{values:r,keys:e}=this.dt(H,C,V);if(!Array.isArray(M))return this.ut=e,r;let t=this.ut??=[],i=[],a,m,A=0,l=M.length-1,n=0,v=r.length-1;for(;A<=l&&n<=v;)if(M[A]===null)A++;else if(M[l]===null)l--;else if(t[A]===e[n])i[n]=N(M[A],r[n]),A++,n++;else if(t[l]===e[v])i[v]=N(M[l],r[v]),l--,v--;else if(t[A]===e[v])i[v]=N(M[A],r[v]),r1(L,i[v+1],M[A]),A++,v--;else if(t[l]===e[n])i[n]=N(M[l],r[n]),r1(L,M[A],M[l]),l--,n++;else if(a===void 0&&(a=O5(e,n,v),m=O5(t,A,l)),a.has(t[A]))if(a.has(t[l])){let s=m.get(e[n]),S=s!==void 0?M[s]:null;if(S===null){let B=r1(L,M[A]);N(B,r[n]),i[n]=B}else i[n]=N(S,r[n]),r1(L,M[A],S),M[s]=null;n++}else W1(M[l]),l--;else W1(M[A]),A++;for(;n<=v;){let s=r1(L,i[v+1]);N(s,r[n]),i[n++]=s}for(;A<=l;){let s=M[A++];s!==null&&W1(s)}return this.ut=e,I1(L,i),c}})});var s1=p(()=>{f5()});var k5,y5=p(()=>{"use strict";h();k5=u`
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
`});var f2,Z1,k2=p(()=>{"use strict";f2=L=>{let H=L?.code;return H==="not_found"||H==="unauthorized"},Z1=class{constructor(H,C){this.connection=H;this.command=C;this.listeners=new Set;this.tries=0;this.isLost=!1;this.lose=()=>{this.forget(),this.isLost=!0,this.lost(),this.notify()};this.reconnected=()=>{this.error=void 0,this.tries=0,this.lose(),this.subscribe()};this.subscribe=()=>{let H=this.connection.subscribeMessage(C=>{this.open===H&&this.taken(C)},this.command,{resubscribe:!1});this.open=H,H.catch(C=>{this.open===H&&this.failed(C)})}}get reason(){return this.connection.connected?this.isLost?"starting":void 0:"offline"}lost(){}listen(H){return this.listeners.add(H),this.listeners.size===1&&this.start(),()=>{this.listeners.delete(H),this.listeners.size===0&&this.stop()}}notify(){for(let H of this.listeners)H()}start(){this.connection.addEventListener("ready",this.reconnected),this.connection.addEventListener("disconnected",this.lose),this.connection.connected?this.subscribe():this.lose()}stop(){this.connection.removeEventListener("ready",this.reconnected),this.connection.removeEventListener("disconnected",this.lose);let{open:H}=this;this.forget(),H?.then(C=>C()).catch(()=>{})}forget(){clearTimeout(this.retry),this.open=void 0}taken(H){this.error=void 0,this.tries=0,this.isLost=!1,this.take(H),this.notify()}failed(H){f2(H)&&(this.error=String(H?.code)),this.lose(),!this.error&&(this.tries+=1,this.retry=setTimeout(this.subscribe,Math.min(this.tries*1e3,5e3)))}}});var b5,w5,W0,U0,y2,b2,T5,B5,P5,R5=p(()=>{"use strict";k2();b5=400,w5=3e3,W0=2e3,U0=2e3,y2=class extends Z1{constructor(C,V){super(C,{type:"allstarlink/node/subscribe",device_id:V});this.links=new Map;this.skew=Number.POSITIVE_INFINITY;this.released=[]}now(){return Date.now()-(Number.isFinite(this.skew)?this.skew:0)}get talking(){let C=this.released.filter(({until:V})=>this.now()-V<w5);return[...this.state?.keyed??[],...C]}releasedOf(C){if(!this.state?.keyed.some(({node:V})=>V===C))return this.released.findLast(({node:V})=>V===C)}get tail(){if(!this.state||this.state.keyed.length>0)return;let C=this.released.at(-1);return C&&this.now()-C.until<W0?C:void 0}lost(){if(this.released=[],this.links=new Map([...this.links].map(([M,r])=>[M,{...r,keyed:!1}])),!this.state)return;let C={receiving:null,transmitting:null,keyed:[]},V=this.reason??null;this.state={...this.state,...C,available:!1,can_control:!1,reason:V,lost_at:null}}take(C){let{state:V,links:M}=C,r=V!==void 0&&"node"in V,e=Date.now()-Date.parse(C.now);if(this.skew=r||e-this.skew>U0?e:Math.min(this.skew,e),this.module=C.module??this.module,r?this.released=[]:V?.keyed&&this.release(V.keyed),V&&(this.state={...this.state,...V}),!!M){this.links=new Map(r?[]:this.links);for(let[t,i]of Object.entries(M))i?this.links.set(t,i):this.links.delete(t)}}release(C){let V=this.now(),M=new Set(C.map(({node:e})=>e)),r=(this.state?.keyed??[]).map(e=>({...e,until:V}));this.released=[...this.released,...r].filter(e=>!M.has(e.node)&&V-e.until<w5)}},b2=class extends Z1{constructor(C,V){super(C,{type:"allstarlink/activity/subscribe",device_id:V,limit:b5});this.activities=[];this.callsigns=new Map}take(C){let V="activities"in C?C.activities:[C.activity];for(let{node:M,callsign:r}of[...V].reverse())r&&this.callsigns.set(M,r);this.activities="activities"in C?V:[...V,...this.activities].slice(0,b5)}},T5=L=>{let H=new WeakMap;return(C,V)=>{let M=H.get(C)??new Map;H.set(C,M);let r=M.get(V)??L(C,V);return M.set(V,r),r}},B5=T5((L,H)=>new y2(L,H)),P5=T5((L,H)=>new b2(L,H))});var F5,U1,D5=p(()=>{"use strict";F5=(L,H)=>Math.hypot(L.x-H.x,L.y-H.y),U1=class{constructor(H){this.known=new WeakMap;this.moved=new WeakMap;this.pointed=0;this.clicked={x:-1e3,y:0};this.point=({clientX:H,clientY:C})=>{let V={x:H,y:C};this.pointer&&F5(this.pointer,V)<=3||(this.pointer=V,this.pointed=performance.now())};this.guard=H=>{if(H.detail===0)return;let C=performance.now(),V=H.pointerType==="touch",M={x:H.clientX,y:H.clientY},r=F5(this.clicked,M)<40;this.clicked=M;for(let e of H.composedPath()){let t=this.moved.get(e);if(!(t===void 0||C-t>=500)&&!(V&&e.dataset.place==="answer"&&!r)&&!(!V&&this.pointed>t)){H.stopImmediatePropagation(),H.preventDefault();return}}};H.addEventListener("pointermove",this.point,{capture:!0,passive:!0}),H.addEventListener("click",this.guard,{capture:!0})}measure(H){let C=performance.now();for(let V of H.querySelectorAll("[data-place]")){let{at:M}=V.dataset,r=M===void 0?{x:V.offsetLeft,y:V.offsetTop}:{x:0,y:Number(M)},e=this.known.get(V);e&&e.x===r.x&&e.y===r.y||(this.known.set(V,r),this.moved.set(V,C))}}}});var E5,$5,G1,w2,u1,G0,_5,Q1=p(()=>{"use strict";E5="allstarlink",$5=`component.${E5}.selector.dashboard.options`,G1=L=>L.loadBackendTranslation("selector",E5),w2=L=>!!L.localize(`${$5}.idle`),u1=L=>(H,C)=>{for(let V of[...G0(L,C?.count),""]){let M=L.localize(`${$5}.${H}${V}`,C);if(M)return M}return H},G0=(L,H)=>{if(typeof H!="number")return[];let C=new Intl.PluralRules(L.locale?.language??"en").select(H);return[...H===0?["_zero"]:[],`_${C}`,"_other"]},_5=async(L,H)=>{let C=H;if(C.translation_key&&C.translation_domain){let V=C.translation_domain,M=await L.loadBackendTranslation("exceptions",V),r=`component.${V}.exceptions.${C.translation_key}.message`,e=M(r,C.translation_placeholders);if(e)return e}return C.message??C.error?.message??String(H)}});var z1,c1,N5,T2,I5,W5=p(()=>{"use strict";z1=new Set,N5=()=>{for(let L of z1)L()},T2=()=>{let L=z1.size>0&&!document.hidden;L&&c1===void 0?c1=window.setInterval(N5,1e3):!L&&c1!==void 0&&(window.clearInterval(c1),c1=void 0)};document.addEventListener("visibilitychange",()=>{T2(),document.hidden||N5()});I5=L=>(z1.add(L),T2(),()=>{z1.delete(L),T2()})});var Q0,U5,G5=p(()=>{"use strict";Q0=new URL(import.meta.url).searchParams.get("v"),U5=(L,H=Q0)=>!!(L&&H)&&L!==H});var b,K1=p(()=>{"use strict";h();R5();D5();Q1();W5();G5();b=class extends P{constructor(){super();this.texts=C=>C;this.stops=[];this.places=new U1(this);this.nodeFeeds=[];this.isReady=!1}static{this.properties={config:{state:!0},isReady:{state:!0}}}setConfig(C){let V=this.config;this.config=C,V&&this.isConnected&&this.restart()}set hass(C){let V=this.known;this.known=C,V?.localize!==C.localize&&(this.texts=u1(C),this.isReady=w2(C)),V?.language!==C.language&&this.load(C),V?.connection!==C.connection&&this.restart(),(V?.devices!==C.devices||V?.localize!==C.localize)&&(this.devicesChanged(V),this.requestUpdate())}get hass(){return this.known}get fit(){let C=this.config?.grid_options?.rows??this.getGridOptions().rows;return this.layout==="grid"&&typeof C=="number"?"fit":""}get isMirrored(){return getComputedStyle(this).direction==="rtl"}async load(C){let V=await G1(C);if(this.isReady||this.known?.language!==C.language)return;let M={...this.known,localize:V};this.isReady=w2(M),this.isReady&&(this.texts=u1(M))}devicesChanged(C){}connectedCallback(){super.connectedCallback(),this.restart()}disconnectedCallback(){super.disconnectedCallback(),this.release()}restart(){this.release(),!(!this.isConnected||!this.known||!this.config)&&(this.start(),this.stops.push(I5(()=>this.tick())))}release(){for(let C of this.stops.splice(0))C()}tick(){this.requestUpdate()}follow(C){return this.stops.push(C.listen(()=>this.requestUpdate())),C}nodeFeed(C){let V=this.follow(B5(this.hass.connection,C));return this.nodeFeeds.push(V),this.stops.push(()=>{this.nodeFeeds=this.nodeFeeds.filter(M=>M!==V)}),V}activityFeed(C){return this.follow(P5(this.hass.connection,C))}why({error:C,reason:V}){return C?this.texts(C==="unauthorized"?"not_allowed":"not_found"):V?this.texts(`reason_${V}`):""}nameOf(C){let V=this.hass.devices[C];return V?.name_by_user??V?.name??""}updated(C){this.places.measure(this.renderRoot)}render(){if(!this.known||!this.config||!this.isReady)return d;let C=this.nodeFeeds.some(({module:V})=>U5(V));return o`${this.content()} ${C?this.outdated():d}`}outdated(){return o`<div class="outdated" role="status">
      <span class="grow">${this.texts("outdated")}</span>
      <button class="main" data-place="reload" @click=${()=>location.reload()}>${this.texts("reload")}</button>
    </div>`}}});var Q5,z5,K5,q5,j5,X5,B2,Y5,J5,C3,H3,P2,V3,q1,L3,M3,r3,e3,t3,i3,o3=p(()=>{Q5="M20.84 22.73L12.1 14C12.06 14 12.03 14 12 14C10.9 14 10 13.11 10 12C10 11.97 10 11.94 10 11.9L8.4 10.29C8.15 10.81 8 11.38 8 12C8 13.11 8.45 14.11 9.17 14.83L7.76 16.24C6.67 15.15 6 13.65 6 12C6 10.83 6.34 9.74 6.93 8.82L5.5 7.37C4.55 8.67 4 10.27 4 12C4 14.22 4.89 16.22 6.34 17.66L4.93 19.07C3.12 17.26 2 14.76 2 12C2 9.72 2.77 7.63 4.06 5.95L1.11 3L2.39 1.73L22.11 21.46L20.84 22.73M15.93 12.73L17.53 14.33C17.83 13.61 18 12.83 18 12C18 10.35 17.33 8.85 16.24 7.76L14.83 9.17C15.55 9.89 16 10.89 16 12C16 12.25 15.97 12.5 15.93 12.73M19.03 15.83L20.5 17.28C21.44 15.75 22 13.94 22 12C22 9.24 20.88 6.74 19.07 4.93L17.66 6.34C19.11 7.78 20 9.79 20 12C20 13.39 19.65 14.7 19.03 15.83Z",z5="M9,5A4,4 0 0,1 13,9A4,4 0 0,1 9,13A4,4 0 0,1 5,9A4,4 0 0,1 9,5M9,15C11.67,15 17,16.34 17,19V21H1V19C1,16.34 6.33,15 9,15M16.76,5.36C18.78,7.56 18.78,10.61 16.76,12.63L15.08,10.94C15.92,9.76 15.92,8.23 15.08,7.05L16.76,5.36M20.07,2C24,6.05 23.97,12.11 20.07,16L18.44,14.37C21.21,11.19 21.21,6.65 18.44,3.63L20.07,2Z",K5="M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z",q5="M12,19A2,2 0 0,0 10,21A2,2 0 0,0 12,23A2,2 0 0,0 14,21A2,2 0 0,0 12,19M6,1A2,2 0 0,0 4,3A2,2 0 0,0 6,5A2,2 0 0,0 8,3A2,2 0 0,0 6,1M6,7A2,2 0 0,0 4,9A2,2 0 0,0 6,11A2,2 0 0,0 8,9A2,2 0 0,0 6,7M6,13A2,2 0 0,0 4,15A2,2 0 0,0 6,17A2,2 0 0,0 8,15A2,2 0 0,0 6,13M18,5A2,2 0 0,0 20,3A2,2 0 0,0 18,1A2,2 0 0,0 16,3A2,2 0 0,0 18,5M12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17A2,2 0 0,0 14,15A2,2 0 0,0 12,13M18,13A2,2 0 0,0 16,15A2,2 0 0,0 18,17A2,2 0 0,0 20,15A2,2 0 0,0 18,13M18,7A2,2 0 0,0 16,9A2,2 0 0,0 18,11A2,2 0 0,0 20,9A2,2 0 0,0 18,7M12,7A2,2 0 0,0 10,9A2,2 0 0,0 12,11A2,2 0 0,0 14,9A2,2 0 0,0 12,7M12,1A2,2 0 0,0 10,3A2,2 0 0,0 12,5A2,2 0 0,0 14,3A2,2 0 0,0 12,1Z",j5="M17,20C16.71,20 16.44,19.94 16.24,19.85C15.53,19.5 15.03,18.97 14.53,17.47C14,15.91 13.06,15.18 12.14,14.47C11.35,13.86 10.53,13.23 9.82,11.94C9.29,11 9,9.93 9,9C9,6.2 11.2,4 14,4C16.8,4 19,6.2 19,9H21C21,5.07 17.93,2 14,2C10.07,2 7,5.07 7,9C7,10.26 7.38,11.65 8.07,12.9C9,14.55 10.05,15.38 10.92,16.05C11.73,16.67 12.31,17.12 12.63,18.1C13.23,19.92 14,20.94 15.36,21.65C15.87,21.88 16.43,22 17,22A4,4 0 0,0 21,18H19A2,2 0 0,1 17,20M7.64,2.64L6.22,1.22C4.23,3.21 3,5.96 3,9C3,12.04 4.23,14.79 6.22,16.78L7.63,15.37C6,13.74 5,11.5 5,9C5,6.5 6,4.26 7.64,2.64M11.5,9A2.5,2.5 0 0,0 14,11.5A2.5,2.5 0 0,0 16.5,9A2.5,2.5 0 0,0 14,6.5A2.5,2.5 0 0,0 11.5,9Z",X5="M12,1C7,1 3,5 3,10V17A3,3 0 0,0 6,20H9V12H5V10A7,7 0 0,1 12,3A7,7 0 0,1 19,10V12H15V20H18A3,3 0 0,0 21,17V10C21,5 16.97,1 12,1Z",B2="M3.9,12C3.9,10.29 5.29,8.9 7,8.9H11V7H7A5,5 0 0,0 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12M8,13H16V11H8V13M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.71 18.71,15.1 17,15.1H13V17H17A5,5 0 0,0 22,12A5,5 0 0,0 17,7Z",Y5="M17,7H13V8.9H17C18.71,8.9 20.1,10.29 20.1,12C20.1,13.43 19.12,14.63 17.79,15L19.25,16.44C20.88,15.61 22,13.95 22,12A5,5 0 0,0 17,7M16,11H13.81L15.81,13H16V11M2,4.27L5.11,7.38C3.29,8.12 2,9.91 2,12A5,5 0 0,0 7,17H11V15.1H7C5.29,15.1 3.9,13.71 3.9,12C3.9,10.41 5.11,9.1 6.66,8.93L8.73,11H8V13H10.73L13,15.27V17H14.73L18.74,21L20,19.74L3.27,3L2,4.27Z",J5="M10.59,13.41C11,13.8 11,14.44 10.59,14.83C10.2,15.22 9.56,15.22 9.17,14.83C7.22,12.88 7.22,9.71 9.17,7.76V7.76L12.71,4.22C14.66,2.27 17.83,2.27 19.78,4.22C21.73,6.17 21.73,9.34 19.78,11.29L18.29,12.78C18.3,11.96 18.17,11.14 17.89,10.36L18.36,9.88C19.54,8.71 19.54,6.81 18.36,5.64C17.19,4.46 15.29,4.46 14.12,5.64L10.59,9.17C9.41,10.34 9.41,12.24 10.59,13.41M13.41,9.17C13.8,8.78 14.44,8.78 14.83,9.17C16.78,11.12 16.78,14.29 14.83,16.24V16.24L11.29,19.78C9.34,21.73 6.17,21.73 4.22,19.78C2.27,17.83 2.27,14.66 4.22,12.71L5.71,11.22C5.7,12.04 5.83,12.86 6.11,13.65L5.64,14.12C4.46,15.29 4.46,17.19 5.64,18.36C6.81,19.54 8.71,19.54 9.88,18.36L13.41,14.83C14.59,13.66 14.59,11.76 13.41,10.59C13,10.2 13,9.56 13.41,9.17Z",C3="M12,17A2,2 0 0,0 14,15C14,13.89 13.1,13 12,13A2,2 0 0,0 10,15A2,2 0 0,0 12,17M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V10C4,8.89 4.9,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z",H3="M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z",P2="M6.62,10.79C8.06,13.62 10.38,15.94 13.21,17.38L15.41,15.18C15.69,14.9 16.08,14.82 16.43,14.93C17.55,15.3 18.75,15.5 20,15.5A1,1 0 0,1 21,16.5V20A1,1 0 0,1 20,21A17,17 0 0,1 3,4A1,1 0 0,1 4,3H7.5A1,1 0 0,1 8.5,4C8.5,5.25 8.7,6.45 9.07,7.57C9.18,7.92 9.1,8.31 8.82,8.59L6.62,10.79Z",V3="M23.71,16.67C20.66,13.77 16.54,12 12,12C7.46,12 3.34,13.77 0.29,16.67C0.11,16.85 0,17.1 0,17.38C0,17.65 0.11,17.9 0.29,18.08L2.77,20.56C2.95,20.74 3.2,20.86 3.5,20.86C3.75,20.86 4,20.75 4.18,20.57C4.97,19.83 5.86,19.21 6.84,18.72C7.17,18.56 7.4,18.22 7.4,17.82V14.72C8.85,14.25 10.39,14 12,14C13.6,14 15.15,14.25 16.6,14.72V17.82C16.6,18.22 16.83,18.56 17.16,18.72C18.14,19.21 19.03,19.83 19.82,20.57C20,20.75 20.25,20.86 20.5,20.86C20.8,20.86 21.05,20.74 21.23,20.56L23.71,18.08C23.89,17.9 24,17.65 24,17.38C24,17.1 23.89,16.85 23.71,16.67M6.5,5.5L12,11L19,4L18,3L12,9L7.5,4.5H11V3H5V9H6.5V5.5Z",q1="M12,10A2,2 0 0,1 14,12C14,12.5 13.82,12.94 13.53,13.29L16.7,22H14.57L12,14.93L9.43,22H7.3L10.47,13.29C10.18,12.94 10,12.5 10,12A2,2 0 0,1 12,10M12,8A4,4 0 0,0 8,12C8,12.5 8.1,13 8.28,13.46L7.4,15.86C6.53,14.81 6,13.47 6,12A6,6 0 0,1 12,6A6,6 0 0,1 18,12C18,13.47 17.47,14.81 16.6,15.86L15.72,13.46C15.9,13 16,12.5 16,12A4,4 0 0,0 12,8M12,4A8,8 0 0,0 4,12C4,14.36 5,16.5 6.64,17.94L5.92,19.94C3.54,18.11 2,15.23 2,12A10,10 0 0,1 12,2A10,10 0 0,1 22,12C22,15.23 20.46,18.11 18.08,19.94L17.36,17.94C19,16.5 20,14.36 20,12A8,8 0 0,0 12,4Z",L3="M23,12H17V10L20.39,6H17V4H23V6L19.62,10H23V12M15,16H9V14L12.39,10H9V8H15V10L11.62,14H15V16M7,20H1V18L4.39,14H1V12H7V14L3.62,18H7V20Z",M3="M12,17.27L18.18,21L16.54,13.97L22,9.24L14.81,8.62L12,2L9.19,8.62L2,9.24L7.45,13.97L5.82,21L12,17.27Z",r3="M12,15.39L8.24,17.66L9.23,13.38L5.91,10.5L10.29,10.13L12,6.09L13.71,10.13L18.09,10.5L14.77,13.38L15.76,17.66M22,9.24L14.81,8.63L12,2L9.19,8.63L2,9.24L7.45,13.97L5.82,21L12,17.27L18.18,21L16.54,13.97L22,9.24Z",e3="M21,9L17,5V8H10V10H17V13M7,11L3,15L7,19V16H14V14H7V11Z",t3="M12,18A6,6 0 0,1 6,12C6,11 6.25,10.03 6.7,9.2L5.24,7.74C4.46,8.97 4,10.43 4,12A8,8 0 0,0 12,20V23L16,19L12,15M12,4V1L8,5L12,9V6A6,6 0 0,1 18,12C18,13 17.75,13.97 17.3,14.8L18.76,16.26C19.54,15.03 20,13.57 20,12A8,8 0 0,0 12,4Z",i3="M16.36,14C16.44,13.34 16.5,12.68 16.5,12C16.5,11.32 16.44,10.66 16.36,10H19.74C19.9,10.64 20,11.31 20,12C20,12.69 19.9,13.36 19.74,14M14.59,19.56C15.19,18.45 15.65,17.25 15.97,16H18.92C17.96,17.65 16.43,18.93 14.59,19.56M14.34,14H9.66C9.56,13.34 9.5,12.68 9.5,12C9.5,11.32 9.56,10.65 9.66,10H14.34C14.43,10.65 14.5,11.32 14.5,12C14.5,12.68 14.43,13.34 14.34,14M12,19.96C11.17,18.76 10.5,17.43 10.09,16H13.91C13.5,17.43 12.83,18.76 12,19.96M8,8H5.08C6.03,6.34 7.57,5.06 9.4,4.44C8.8,5.55 8.35,6.75 8,8M5.08,16H8C8.35,17.25 8.8,18.45 9.4,19.56C7.57,18.93 6.03,17.65 5.08,16M4.26,14C4.1,13.36 4,12.69 4,12C4,11.31 4.1,10.64 4.26,10H7.64C7.56,10.66 7.5,11.32 7.5,12C7.5,12.68 7.56,13.34 7.64,14M12,4.03C12.83,5.23 13.5,6.57 13.91,8H10.09C10.5,6.57 11.17,5.23 12,4.03M18.92,8H15.97C15.65,6.75 15.19,5.55 14.59,4.44C16.43,5.07 17.96,6.34 18.92,8M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z"});var Z,x,R2,j1,W=p(()=>{"use strict";o3();h();Z=L=>k`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${L} /></svg>`,x={tower:q1,voice:z5,quiet:L3,offline:Q5,close:K5,search:H3,lock:C3,star:M3,starOutline:r3,linked:J5,unlinked:Y5,dtmf:q5,call:P2,missed:V3},R2={transceive:e3,monitor:X5,local_monitor:j5,connecting:t3},j1={allstar:q1,private:q1,echolink:B2,irlp:B2,phone:P2,client:i3}});var e1,g,U=p(()=>{"use strict";e1="local",g=L=>L?Date.parse(L):null});var w,a3,S1,n3,G,A3,t1,X1,d3,p3,Y1,C1=p(()=>{"use strict";w=L=>{let H=Math.max(0,Math.floor(L)),C=e=>String(e).padStart(2,"0"),V=Math.floor(H/3600),M=Math.floor(H%3600/60),r=C(H%60);return V>0?`${V}:${C(M)}:${r}`:`${M}:${r}`},a3=new Map,S1=(L,H,C)=>{let V=`${C} ${H}`,M=a3.get(V);return M||(M=new Intl.NumberFormat(C,{style:"unit",unit:H,unitDisplay:"short"}),a3.set(V,M)),M.format(L)},n3=L=>`< ${S1(1,"second",L)}`,G=(L,H)=>{if(L<60)return`< ${S1(1,"minute",H)}`;let C=Math.floor(L/86400),V=Math.floor(L%86400/3600),M=Math.floor(L%3600/60),r=[];return C>0&&r.push(S1(C,"day",H)),V>0&&r.push(S1(V,"hour",H)),C===0&&M>0&&r.push(S1(M,"minute",H)),r.join(" ")},A3=new Map,t1=(L,H)=>{let C=A3.get(H);return C||(C=new Intl.RelativeTimeFormat(H,{numeric:"auto",style:"narrow"}),A3.set(H,C)),L<1?C.format(0,"second"):L<60?C.format(-Math.floor(L),"second"):L<3600?C.format(-Math.floor(L/60),"minute"):L<86400?C.format(-Math.floor(L/3600),"hour"):C.format(-Math.floor(L/86400),"day")},X1=(L,H)=>{let{time_zone:C,time_format:V}=L.locale,M=V==="12"?"h12":V==="24"?"h23":void 0;return new Intl.DateTimeFormat(L.locale.language,{...M&&H.hour?{hourCycle:M}:{},...C==="server"?{timeZone:L.config.time_zone}:{},...H})},d3=new Map,p3=({config:L},H)=>{let C=d3.get(L.time_zone);return C||(C=new Intl.DateTimeFormat("en",{timeZone:L.time_zone}),d3.set(L.time_zone,C)),C.format(H)},Y1=L=>{let H=X1(L,{hour:"numeric",minute:"2-digit",second:"2-digit"}),C=X1(L,{hour:"numeric",timeZone:"UTC"}),V=X1(L,{weekday:"long",month:"long",day:"numeric"}),M=X1(L,{year:"numeric",month:"2-digit",day:"2-digit"}),r=new Intl.DateTimeFormat("en",{hour:"numeric",hourCycle:"h23",...L.locale.time_zone==="server"?{timeZone:L.config.time_zone}:{}});return{time:e=>H.format(e),day:e=>V.format(e),date:e=>M.format(e),hour:e=>Number(r.format(e)),hourLabel:e=>C.format(Date.UTC(2e3,0,1,e))}}});var m3,z0,l3=p(()=>{"use strict";h();W();C1();m3=(L,H,C,V)=>L.length===0?d:o`<section class="calls">
    <h3 class="soft small">${H("calls")}</h3>
    <div class="list" role="list">${L.map(M=>z0(M,H,C,V))}</div>
  </section>`,z0=(L,H,C,V)=>{let M=Date.parse(L.started),r=L.caller_name??L.caller??"?",e=C.date(M),t=L.disposition==="answered"&&L.duration!==null;return o`<div role="listitem" class="row call ${L.missed?"missed":""}">
    <span class="badge">${Z(L.missed?x.missed:x.call)}</span>
    <span class="what">
      <b class="ellipsis">${r} → ${L.called??"?"}</b>
      <span class="soft small ellipsis">${H(L.missed?"missed_call":`call_${L.direction}`)}</span>
    </span>
    <span class="lasted number">${t?w(L.duration??0):""}</span>
    <time class="soft small number" datetime=${new Date(M).toISOString()}
      >${e===C.date(V)?"":`${e} `}${C.time(M)}</time
    >
  </div>`}});var J1,F2=p(()=>{"use strict";h();J1=u`
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
`});var v3,K0,D2,x3=p(()=>{E();x1();/**
 * @license
 * Copyright 2018 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */v3="important",K0=" !"+v3,D2=_(class extends R{constructor(L){if(super(L),L.type!==y.ATTRIBUTE||L.name!=="style"||L.strings?.length>2)throw Error("The `styleMap` directive must be used in the `style` attribute and must be the only part in the attribute.")}render(L){return Object.keys(L).reduce((H,C)=>{let V=L[C];return V==null?H:H+`${C=C.includes("-")?C:C.replace(/(?:^(webkit|moz|ms|o)|)(?=[A-Z])/g,"-$&").toLowerCase()}:${V};`},"")}update(L,[H]){let{style:C}=L.element;if(this.ft===void 0)return this.ft=new Set(Object.keys(H)),this.render(H);for(let V of this.ft)H[V]==null&&(this.ft.delete(V),V.includes("-")?C.removeProperty(V):C[V]=null);for(let V in H){let M=H[V];if(M!=null){this.ft.add(V);let r=typeof M=="string"&&M.endsWith(K0);V.includes("-")||r?C.setProperty(V,r?M.slice(0,-11):M,r?v3:""):C[V]=M}}return c}})});var s3=p(()=>{x3()});var q0,j0,Z3,u3,c3,X0,Y0,J0,C7,S3,h3,g3,h1=p(()=>{"use strict";U();q0=2e3,j0=5e3,Z3=(L,H)=>{let C=(L.duration??0)*1e3;return H?Date.parse(H.time):Date.parse(L.time)-q0-C},u3=(L,H)=>{let C=new Map,V=H.flatMap(({node:r,since:e})=>{let t=g(e);return t===null?[]:[{talker:r,start:t,end:null}]}),M=(r,e)=>{let t=Z3(r,e);V.push({talker:r.node,start:t,end:t+(r.duration??0)*1e3})};for(let r of L)if(r.type==="talk_ended"){let e=C.get(r.node);e&&M(e),C.set(r.node,r)}else if(r.type==="talk_started"){let e=C.get(r.node);e&&M(e,r),C.delete(r.node)}for(let r of C.values())M(r);return V.sort((r,e)=>e.start-r.start)},c3=(L,H,C)=>{let V=new Map;for(let{talker:M,start:r,end:e}of L){let t=Math.max(0,1-(H-r)/C),i=Math.min(1,1-(H-(e??H))/C);if(i<=0||t>=1)continue;let a=V.get(M)??{talker:M,bars:[]};a.bars.push({from:t,to:i,isLive:e===null}),V.set(M,a)}return[...V.values()]},X0=(L,H)=>H.kind==="dtmf"&&H.at-Date.parse(L.time)<j0,Y0=()=>{let L=new Map;return({time:H,type:C,node:V})=>{let M=`${H} ${C} ${V}`,r=L.get(M)??0;return L.set(M,r+1),`${M} ${r}`}},J0=L=>{let H=new Map([...L.values()].map(({node:C,direction:V})=>[C,V]));return({type:C,node:V,direction:M})=>{let r=M??H.get(V)??void 0;return C==="link_connected"?H.delete(V):M&&H.set(V,M),r}},C7=(L,H)=>Number(H.isLive)-Number(L.isLive)||H.at-L.at,S3=(L,H,C=new Map)=>{let V=[],M=new Map(H.map(({node:t,since:i})=>[t,g(i)])),r=Y0(),e=J0(C);for(let t of L){let i=Date.parse(t.time),a={key:r(t),type:t.type,node:t.node,at:i,duration:null},{mode:m,late:A}=t,l=e(t),n=V.at(-1);switch(t.type){case"talk_started":if(i<(M.get(t.node)??i))break;M.delete(t.node)&&V.push({...a,kind:"talk",isLive:!0,mode:m,direction:l});break;case"talk_ended":M.delete(t.node),V.push({...a,at:Z3(t,void 0),kind:"talk",duration:t.duration??null,isLive:!1,mode:m,direction:l});break;case"dtmf":n&&X0(t,n)?(n.digits=`${t.digit??""}${n.digits}`,n.at=i):V.push({...a,kind:"dtmf",isLive:!1,digits:t.digit??""});break;case"mdc":V.push({...a,kind:"mdc",isLive:!1,unit:t.unit??""});break;default:V.push({...a,kind:"link",duration:t.duration??null,isLive:!1,mode:m,direction:l,late:A})}}return V.sort(C7)},h3=(L,H,C,V)=>{let M=C.trim().toLowerCase();return L.filter(({kind:r,node:e})=>(H==="all"||r===H)&&`${e} ${V(e)}`.toLowerCase().includes(M))},g3=(L,H)=>{let C=new Array(24).fill(0);for(let{start:V,seconds:M}of L){let r=H(Date.parse(V));C[r]=(C[r]??0)+M}return C}});var H7,V7,L7,O3,f3,k3=p(()=>{"use strict";h();s3();h1();C1();H7=6,V7=({today:L,hourNow:H,times:C,texts:V})=>{let M=g3(L.quarters,C.hour),r=Math.max(60,...M);return o`<div class="hours" role="list" aria-label=${V("talk_by_hour")}>
      ${M.map((e,t)=>{let i=`${C.hourLabel(t)}: ${w(e)}`;return o`<span
          role="listitem"
          class="hour ${t===H?"current":""} ${t>H?"future":""}"
          aria-label=${i}
          title=${i}
        >
          <i style=${D2({"clip-path":`inset(${((1-e/r)*100).toFixed(1)}% 0 0 0 round 4px)`})}></i>
        </span>`})}
    </div>
    <div class="hour-axis small soft" aria-hidden="true">
      ${[0,6,12,18].map(e=>o`<span>${C.hourLabel(e)}</span>`)}
    </div>`},L7=({today:L,texts:H,nameOf:C})=>{let V=Math.max(1,...L.talkers.map(({seconds:M})=>M));return o`<div class="stations stack" role="list" aria-label=${H("talk_by_station")}>
    ${L.talkers.slice(0,H7).map(({node:M,callsign:r,talks:e,seconds:t},i)=>o`<div role="listitem" class="station-bar" style="--y:${i*26}px">
        <span class="ellipsis">${r??C(M)}</span>
        <span class="track"><i style=${D2({width:`${t/V*100}%`})}></i></span>
        <span class="number" title=${H("count_talks",{count:e})}>${w(t)}</span>
      </div>`)}
  </div>`},O3=L=>L.by==="hour"?V7(L):L7(L),f3=u`
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
`});var M7,r7,i1,E2=p(()=>{"use strict";k2();M7=1e3,r7=5e3,i1=class{constructor(H,C){this.ask=H;this.changed=C}heed(H){H!==this.cause&&(this.askIn(this.cause===void 0?0:M7),this.cause=H)}stop(){clearTimeout(this.timer),this.cause=void 0}askIn(H){clearTimeout(this.timer),this.timer=setTimeout(()=>{this.receive()},H)}async receive(){let{cause:H}=this;try{let C=await this.ask();if(this.cause===void 0)return;this.answer=C,this.changed()}catch(C){H===this.cause&&!f2(C)&&this.askIn(r7)}}}});var $2,e7,C2,y3=p(()=>{"use strict";E2();$2="allstarlink",e7=10,C2=class{constructor(H,C,V){this.hass=H;this.deviceId=C;this.asked=new i1(()=>this.hass().callWS(this.question()),V)}get calls(){return this.lastCall()?this.asked.answer?.response.calls??[]:[]}heed(){let H=this.lastCall();H&&this.asked.heed(this.hass().states?.[H]?.last_updated??"")}stop(){this.asked.stop()}server(){return this.hass().devices[this.deviceId]?.via_device_id??""}lastCall(){let H=this.server();return Object.values(this.hass().entities).find(C=>C.device_id===H&&C.platform===$2&&C.translation_key==="last_call")?.entity_id}question(){let C=(this.hass().devices[this.server()]?.identifiers??[]).find(([V])=>V===$2)?.[1];return{type:"call_service",domain:$2,service:"get_call_history",service_data:{config_entry_id:C,limit:e7},return_response:!0}}}});var Q,g1=p(()=>{"use strict";h();Q=u`
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
    header {
      padding: 8px;
      gap: 6px;
    }
    h2 {
      font-size: 14px;
      line-height: 18px;
    }
  }
  @container card (max-height: 240px) {
    header {
      padding-block: 8px 6px;
    }
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
`});var H2,b3=p(()=>{"use strict";E2();H2=class extends i1{get talks(){return this.answer}}});var w3,T3,B3,f,H1,P3,O1,R3,F3,D3,f1,V2,o1=p(()=>{"use strict";U();w3=L=>g(L.last_keyed)??0,T3=L=>g(L.connected_since)??Number.MAX_SAFE_INTEGER,B3=L=>[...L].sort(([H,C],[V,M])=>Number(M.keyed)-Number(C.keyed)||w3(M)-w3(C)||T3(M)-T3(C)||H.localeCompare(V,void 0,{numeric:!0})),f=L=>L.callsign??L.node,H1=({node:L,callsign:H,description:C,location:V})=>[H&&H!==L?L:null,C,V].filter(Boolean).join(" · "),P3=([,L],H)=>`${L.node} ${L.callsign??""} ${L.description??""} ${L.location??""}`.toLowerCase().includes(H.trim().toLowerCase()),O1=(L,H)=>{let C=[...L.values()].filter(V=>V.node===H);return C.find(V=>V.state==="established")??C[0]},R3=(L,H,C={})=>{let V=L.trim();return[...H.values(),...Object.entries(C).map(([e,t])=>({node:e,...t}))].find(({callsign:e})=>e?.toLowerCase()===V.toLowerCase())?.node??V},F3=(L,H)=>[...L.values()].filter(C=>C.node!==H),D3=L=>L.keyed.some(({node:H})=>H!==e1),f1=(L,H=!1)=>L.available?L.receiving?"receiving":H?"tail":L.transmitting?"transmitting":D3(L)?"talking":"idle":"unavailable",V2=(L,H=!1)=>L.available&&!L.receiving&&D3(L)?"talking":f1(L,H)});var _2,k1,N2=p(()=>{"use strict";o1();_2=(L,{links:H,names:C,callsigns:V})=>O1(H,L)??{node:L,description:null,location:null,callsign:V?.get(L)??null,...C?.[L]},k1=(L,H)=>f(_2(L,H))});var t7,E3,i7,o7,L2,$3=p(()=>{"use strict";h();N1();s1();y5();K1();W();U();L1();l3();F2();k3();y3();g1();b3();N2();h1();C1();t7=["all","talk","link"],E3=25,i7=46,o7=32,L2=class extends b{constructor(){super();this.talkerName=C=>C===e1?this.texts("local"):k1(C,{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns});this.filter="all",this.words="",this.by="hour",this.isWhole=!1}static{this.properties={...b.properties,filter:{state:!0},words:{state:!0},by:{state:!0},isWhole:{state:!0}}}static getStubConfig(C){return{device_id:O(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",required:!0,selector:b1},{name:"name",selector:{text:{}}},{name:"show_chart",default:!0,selector:{boolean:{}}},{name:"max_rows",default:E3,selector:{number:{min:3,max:100,mode:"box"}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:3,rows:12,min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.activity=C?this.activityFeed(C):void 0;let V={type:"allstarlink/talks/today",device_id:C},M=new H2(()=>this.hass.callWS(V),()=>this.requestUpdate());this.today=M;let r=new C2(()=>this.hass,C??"",()=>this.requestUpdate());this.calls=r,this.stops.push(()=>M.stop(),()=>r.stop())}willUpdate(){let{node:C,activity:V}=this;if(!C?.state||C.reason)return;this.calls?.heed();let M=V?.activities.find(({type:r})=>r==="talk_ended")?.time;this.today?.heed([p3(this.hass,C.now()),C.state.available,M].join(" "))}content(){let{config:C,texts:V,activity:M,node:r}=this;if(!C||!M)return this.hollow(V("choose_node"));if(M.error)return this.hollow(this.why(M));let e=S3(M.activities,r?.talking??[],r?.links),t=h3(e,this.filter,this.words,this.talkerName),i=C.max_rows??E3,a=this.isWhole?t:t.slice(0,i);return o`<ha-card class=${this.fit}>
      <header>
        <div class="grow">
          <h2>${C.name||V("activity")}</h2>
          <div class="soft small ellipsis">${this.nameOf(C.device_id??"")}</div>
        </div>
        ${this.total()}
      </header>
      <div class="scroll">
      ${C.show_chart===!1?d:this.chart()} ${this.bar()} ${this.list(a)}
      ${a.length<t.length?o`<button
            class="text more"
            @click=${()=>{this.isWhole=!0}}
          >
            ${V("show_more")}
          </button>`:d}
      ${m3(this.calls?.calls??[],V,Y1(this.hass),r?.now()??Date.now())}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${Z(x.voice)}${C}</div></ha-card>`}total(){let V=(this.today?.talks?.talkers??[]).reduce((M,r)=>M+r.seconds,0);return o`<div class="total">
      <div class="number">${V<1?"–":w(V)}</div>
      <div class="soft small">${this.texts("talk_time_today")}</div>
    </div>`}chart(){let{texts:C,by:V}=this,M=Y1(this.hass),r=this.today?.talks??{talkers:[],quarters:[]},e=r.talkers.length===0;return o`<section class="chart">
      ${this.choice(["hour","station"],V,t=>{this.by=t})}
      ${e&&V==="station"?o`<div class="empty small">${C("no_talks_today")}</div>`:O3({today:r,by:V,hourNow:M.hour(this.node?.now()??Date.now()),times:M,texts:C,nameOf:this.talkerName})}
    </section>`}bar(){return o`<div class="bar">
      ${this.choice(t7,this.filter,C=>{this.filter=C})}
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
    </div>`}list(C){if(C.length===0){let i=this.filter!=="all"||this.words,m=(this.activity&&!i?this.why(this.activity):"")||this.texts(i?"nothing_found":"nothing_happened");return o`<div class="empty">${Z(x.quiet)}${m}</div>`}let V=Y1(this.hass),r=V.date(this.node?.now()??Date.now()),e=[],t=0;for(let i of C){let a=V.date(i.at);if(a!==r){let m=V.day(i.at);e.push({key:a,y:t,draw:A=>this.day(m,A)}),t+=o7}r=a,e.push({key:i.key,y:t,draw:m=>this.row(i,V,m)}),t+=i7}return o`<div class="list stack" role="list" style="--height:${t}px">
      ${I(e,({key:i})=>i,i=>i.draw(i.y))}
    </div>`}day(C,V){return o`<div class="day small soft" role="presentation" style="--y:${V}px">${C}</div>`}row(C,V,M){let{kind:r,type:e,node:t,at:i,isLive:a,late:m,digits:A,unit:l}=C,n=a?this.node?.releasedOf(t):void 0,v=this.talkerName(t),s=n?.until??this.node?.now()??i,S=a?(s-i)/1e3:C.duration,B=this.lasted(r,S);return J([M,e,v,i,B,a,n,A,l,C.direction,this.texts],()=>{let A1=e==="link_disconnected",S0={talk:x.voice,link:A1?x.unlinked:x.linked,dtmf:x.dtmf,mdc:x.voice}[r];return o`<div role="listitem" style="--y:${M}px" class="row ${r} ${a?"live":""} ${A1?"gone":""}">
        <span class="badge">${Z(S0)}</span>
        <span class="what">
          <b class="ellipsis">${v}</b>
          <span class="soft small ellipsis">${n?this.texts("tail"):this.says(C)}${m?o` · ${this.texts("late")}`:d}</span>
        </span>
        <span class="lasted number">${B}</span>
        <time class="soft small number" datetime=${new Date(i).toISOString()}>${V.time(i)}</time>
      </div>`})}lasted(C,V){return V===null?"":C!=="talk"?G(V,this.hass.language):V<1?n3(this.hass.language):w(V)}says({type:C,isLive:V,mode:M,direction:r,digits:e,unit:t}){let{texts:i}=this;if(C==="dtmf")return i("dialled",{digits:e});if(C==="mdc")return i("mdc",{unit:t});if(C.startsWith("talk"))return i(V?"talks_now":"talked");let a=[M&&i(M),r&&i(r)].filter(Boolean).join(", ");return`${i(C)}${a?` · ${a}`:""}`}static{this.styles=[Q,J1,f3,k5]}}});var _3,N3=p(()=>{"use strict";h();_3=u`
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
  @container card (max-height: 300px) {
    .legend {
      display: none;
    }
  }
`});var W2,M2,a7,U2,G2,I2,I3,A7,d7,W3,n7,p7,m7,l7,v7,U3,x7,G3=p(()=>{"use strict";o1();W2=12,M2=34,a7=16,U2=62,G2=18,I2=20,I3=30,A7=300,d7=L=>[...L].sort(([H,C],[V,M])=>(C.connected_since??"~").localeCompare(M.connected_since??"~")||H.localeCompare(V)),W3=L=>{let H=[],C=()=>H.reduce((r,e)=>r+e,0);for(let r=U2;C()<L;r+=G2)H.push(Math.floor(2*Math.PI*r/a7));let V=L/C(),M=L;return H.map((r,e)=>{let t=e===H.length-1?M:Math.min(M,Math.round(r*V));return M-=t,t})},n7=L=>W3(L).flatMap((H,C)=>{let V=U2+C*G2;return Array.from({length:H},(M,r)=>{let e=-Math.PI/2+2*Math.PI*r/H+C*.35;return{dx:V*Math.cos(e),dy:V*Math.sin(e)}})}),p7=(L,H)=>{let C=L>6?128:100,V=Math.min(H/2-56,C*1.5),M=L<=2?0:-Math.PI/2+(L%2===0?Math.PI/L:0);return Array.from({length:L},(r,e)=>{let t=M+2*Math.PI*e/L;return{dx:V*Math.cos(t),dy:C*Math.sin(t)}})},m7=(L,H)=>L>W2?n7(L):p7(L,H),l7=L=>({up:Math.max(M2,...L.map(({dy:H})=>I3/2-H)),down:Math.max(M2,...L.map(({dy:H})=>I3/2+H))}),v7=(L,H,C,V,M)=>H.map(([r,e],t)=>({key:`${L.id} ${r}`,hub:L,link:e,x:V+(C[t]?.dx??0),y:M+(C[t]?.dy??0),isDot:H.length>W2,label:f(e)})),U3=(L,H)=>{let C=new Set(L.map(({node:A})=>A)),V=L.map(A=>d7([...A.links].filter(([,l])=>!C.has(l.node)))),M=Math.max(...V.map(({length:A})=>A>W2?W3(A).length:0)),r=Math.max(A7,2*(U2+M*G2+I2)),e=Math.max(1,Math.min(L.length,Math.floor(H/r))),t=H/e,i=V.map(({length:A})=>m7(A,t)),a=[],m=I2;for(let A=0;A<L.length;A+=e){let l=L.slice(A,A+e),n=l.map((s,S)=>l7(i[A+S]??[])),v=m+Math.max(...n.map(({up:s})=>s));l.forEach((s,S)=>{let B=t*(S+.5),A1=A+S;a.push({hub:s,x:B,y:v,spots:v7(s,V[A1]??[],i[A1]??[],B,v)})}),m=v+Math.max(...n.map(({down:s})=>s))+I2}return{width:H,height:Math.max(m,120),clusters:a,bridges:x7(a)}},x7=L=>{let H=new Map(L.map(V=>[V.hub.node,V])),C=new Map;for(let V of L)for(let M of V.hub.links.values()){let r=H.get(M.node);if(!r||r===V)continue;let e=[V.hub.node,M.node].sort().join(" "),t=C.get(e);t?M.keyed&&(t.link={...t.link,keyed:!0}):C.set(e,{from:V,to:r,link:M})}return[...C.values()]}});var s7,Z7,u7,r2,Q3=p(()=>{"use strict";h();N1();s1();K1();W();U();N3();L1();g1();o1();G3();C1();s7=10*6e4,Z7=280,u7=["transceive","monitor","local_monitor","connecting"],r2=class extends b{constructor(){super();this.feeds=new Map;this.measured=new ResizeObserver(([C])=>{let V=Math.floor(C?.contentRect.width??0);V>0&&(this.width=V)});this.move=C=>{let V={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1}[C.key],{spots:M}=this,r=C.target.closest("[data-key]")?.dataset.key;if(C.key==="Escape"&&this.choose(""),r&&(C.key==="Enter"||C.key===" ")&&(C.preventDefault(),this.toggle(r)),!V||M.length===0)return;C.preventDefault();let e=M.findIndex(({key:i})=>i===this.chosen),t=M[(e+V+M.length)%M.length];t&&(this.choose(t.key),this.updateComplete.then(()=>{let i=`[data-key="${CSS.escape(t.key)}"]`;this.renderRoot.querySelector(i)?.focus()}))};this.width=0,this.chosen=""}static{this.properties={...b.properties,width:{state:!0},chosen:{state:!0}}}static getStubConfig(C){return{device_id:$(C)[0]?.id??""}}static getConfigForm(){return{schema:[{name:"device_id",selector:Y2},{name:"name",selector:{text:{}}}],computeLabel:(C,V)=>V(`component.allstarlink.selector.dashboard.options.option_${C.name==="device_id"?"server":C.name}`)}}getCardSize(){return 8}getGridOptions(){return{columns:12,min_columns:3,rows:7,min_rows:3}}get shownNodes(){let C=this.config?.device_id;return O(this.hass).filter(V=>!C||V.id===C||V.via_device_id===C).map(V=>V.id)}start(){this.feeds=new Map(this.shownNodes.map(C=>[C,this.nodeFeed(C)])),this.measured.observe(this),this.stops.push(()=>this.measured.disconnect())}devicesChanged(){this.shownNodes.join()!==[...this.feeds.keys()].join()&&this.restart()}content(){let{texts:C,config:V}=this,M=this.hubs();if(M.length===0){let[i]=this.feeds.values(),a=i?this.why(i):C("choose_server");return o`<ha-card><div class="empty">${Z(x.tower)}${a}</div></ha-card>`}let r=M.reduce((i,a)=>i+a.links.size,0),e=this.nameOf(V?.device_id??"");this.graph=this.width>0?U3(M,Math.max(this.width,Z7)):void 0;let t=[C("count_nodes",{count:M.length}),C("count_links",{count:r})];return o`<ha-card class=${this.fit}>
      <header>
        <div class="grow">
          <h2>${V?.name||e||C("network")}</h2>
          <div class="soft small ellipsis">${t.join(" · ")}</div>
        </div>
      </header>
      <div class="scroll">${this.graph?this.picture(this.graph):d} ${this.legend()}</div>
      ${this.details()}
    </ha-card>`}hubs(){return[...this.feeds].flatMap(([C,{state:V,links:M,error:r}])=>V&&!r?[{id:C,node:V.node,links:M}]:[])}get spots(){return this.graph?.clusters.flatMap(({spots:C})=>C)??[]}get chosenSpot(){return this.spots.find(({key:C})=>C===this.chosen)}picture(C){let{width:V,height:M,clusters:r,bridges:e}=C;return this.tabbable=this.chosenSpot??this.spots[0],o`<svg
      class="graph"
      viewBox="0 0 ${V} ${M}"
      style="aspect-ratio:${V}/${M}"
      role="group"
      aria-label=${this.texts("network")}
      @keydown=${this.move}
    >
      ${e.map(t=>this.bridge(t))} ${r.map(t=>this.cluster(t))}
    </svg>`}bridge({from:C,to:V,link:M}){return k`<line class="edge ${M.mode} ${M.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V.x} y2=${V.y} />`}cluster(C){let{hub:V,x:M,y:r,spots:e}=C,t=this.feeds.get(V.id),i=t?.tail!==void 0,a=t?.state?f1(t.state,i):"unavailable",m=t?.state?.network_nodes??0,A=this.nameOf(V.id),l=[...e].sort((n,v)=>Number(n.link.keyed)-Number(v.link.keyed));return k`<g class=${t?.state?V2(t.state,i):a}>
      ${e.map(n=>J([n.x,n.y,n.link.mode,n.link.keyed,n.isDot],()=>this.edge(C,n)))}
      <g class="hub" role="img" aria-label=${`${A}: ${this.texts(a)}`}>
        <circle cx=${M} cy=${r} r=${M2} />
        <text x=${M} y=${r-2}>${V.node}</text>
        <text class="count" x=${M} y=${r+14}>${a==="unavailable"?this.texts("unavailable"):m>V.links.size?this.texts("short_network",{count:m}):this.texts(a)}</text>
      </g>
      ${I(l,n=>n.key,n=>this.spot(n))}
    </g>`}edge(C,{x:V,y:M,link:r,isDot:e}){return e&&!r.keyed?d:k`<line class="edge ${r.mode} ${r.keyed?"keyed":""}"
      x1=${C.x} y1=${C.y} x2=${V} y2=${M} />`}spot(C){let{link:V,x:M,y:r,isDot:e,label:t,key:i}=C,a=g(V.last_keyed),m=this.feeds.get(C.hub.id)?.now()??Date.now(),A=a!==null&&m-a<s7,l=i===this.chosen,n=C===this.tabbable;return J([M,r,t,V.mode,V.keyed,A,l,n,e,this.texts],()=>{let v=Math.max(44,t.length*7.6+20),s=e&&!V.keyed&&!l?d:t,S=Math.min(Math.max(M,v/2+2),this.width-v/2-2);return k`<g class="spot ${V.mode} ${V.keyed?"keyed":""} ${A?"recent":""} ${l?"chosen":""}"
        role="button" tabindex=${n?0:-1} data-key=${i}
        aria-label=${this.spoken(V)} aria-pressed=${l?"true":"false"}
        @click=${()=>this.toggle(i)}>
        <title>${this.spoken(V)}</title>
        ${s===d?k`<circle class="dot-mark" cx=${M} cy=${r} r="6" /><circle class="touch" cx=${M} cy=${r} r="10" />`:k`<rect x=${S-v/2} y=${r-14} width=${v} height="28" rx="14" />
              <text x=${S} y=${r}>${s}</text>`}
      </g>`})}spoken(C){let V=[f(C),H1(C),this.texts(C.mode)];return C.keyed&&V.push(this.texts("talks_now")),V.filter(Boolean).join(", ")}legend(){let C=[...this.feeds.values()].flatMap(({links:M})=>[...M.values()]),V=u7.filter(M=>C.some(r=>r.mode===M));return o`<div class="legend small soft" aria-hidden="true">
      ${V.map(M=>o`<span>
          <svg width="26" height="8"><line class="edge ${M}" x1="1" y1="4" x2="25" y2="4" /></svg>
          ${this.texts(M)}
        </span>`)}
      <span><i class="dot"></i>${this.texts("talks_now")}</span>
    </div>`}details(){let C=this.chosenSpot;if(!C)return d;let{texts:V,hass:M}=this,{link:r}=C,e=this.feeds.get(C.hub.id)?.now()??Date.now(),t=g(r.connected_since),i=g(r.last_keyed),a=[[V(r.mode),r.direction&&V(r.direction)].filter(Boolean).join(", "),t===null?"":`${V("connected")}: ${G((e-t)/1e3,M.language)}`,r.keyed?V("talks_now"):i===null?"":`${V("heard")}: ${t1((e-i)/1e3,M.language)}`];return o`<div class="details" aria-live="polite">
      <span class="badge">${Z(j1[r.kind])}</span>
      <div class="grow">
        <b>${f(r)}</b> <span class="soft">${H1(r)||V(`kind_${r.kind}`)}</span>
        <div class="soft small">${a.filter(Boolean).join(" · ")}</div>
      </div>
      <button class="round" aria-label=${V("dismiss")} @click=${()=>this.choose("")}>${Z(x.close)}</button>
    </div>`}choose(C){this.chosen=C}toggle(C){this.choose(C===this.chosen?"":C)}static{this.styles=[Q,_3]}}});var Q2,e2,z3=p(()=>{"use strict";Q2=(L,H)=>(L[`${H}_action`]?.action??"none")!=="none",e2=class{constructor(H,C){this.host=H;this.actions=C;this.down=0;this.press=()=>{this.down=Date.now()};this.click=H=>{H.detail>0&&Date.now()-this.down>=500?this.fire("hold"):Q2(this.actions(),"double_tap")?this.waiting===void 0?this.waiting=window.setTimeout(()=>this.end("tap"),250):(clearTimeout(this.waiting),this.end("double_tap")):this.fire("tap")};this.key=H=>{H.key==="Enter"&&this.isSet&&this.fire("tap")}}get isSet(){return["tap","hold","double_tap"].some(H=>Q2(this.actions(),H))}end(H){this.waiting=void 0,this.fire(H)}fire(H){let C=this.actions();Q2(C,H)&&this.host.dispatchEvent(new CustomEvent("hass-action",{bubbles:!0,composed:!0,detail:{config:C,action:H}}))}}});var t2,K3=p(()=>{"use strict";t2=class{constructor(H,C){this.changed=H;this.hasFocus=C;this.rows=[];this.isOver=!1;this.until=0;this.enter=()=>{this.isOver=!0};this.leave=()=>{this.isOver=!1,this.rest()};this.rest=()=>{this.until=Date.now()+1e3,clearTimeout(this.timer),this.timer=setTimeout(this.changed,1e3)}}get isHeld(){return this.isOver||Date.now()<this.until||this.hasFocus()}reset(){this.rows=[],this.until=0}stop(){clearTimeout(this.timer),this.isOver=!1,this.reset()}arrange(H,C){if(this.isHeld&&this.rows.length>0){let V=new Map(H),M=this.rows.map(({id:t,item:i})=>{let a=V.get(t);return{id:t,item:a??i,isGone:a===void 0}}),r=new Set(M.map(({id:t})=>t)),e=H.filter(([t])=>!r.has(t)).slice(0,Math.max(0,C-M.length));this.rows=[...M,...e.map(([t,i])=>({id:t,item:i,isGone:!1}))]}else this.rows=H.slice(0,C).map(([V,M])=>({id:V,item:M,isGone:!1}));return this.rows}}});var c7,q3,S7,j3,X3,Y3=p(()=>{"use strict";h();W();c7=["id","time","version"],q3=({texts:L,buttons:H,onKeypad:C,onAnnounce:V,onOwn:M})=>o`<div class="actions" role="group" aria-label=${L("actions")}>
    <button class="chip" data-place="action" @click=${C}>${Z(x.dtmf)}${L("keypad")}</button>
    <select
      class="chip"
      aria-label=${L("announce")}
      @change=${r=>{let e=r.target,{value:t}=e;e.value="",V(t)}}
    >
      <option value="" selected>${L("announce")}</option>
      ${c7.map(r=>o`<option value=${r}>${L(`announce_${r}`)}</option>`)}
    </select>
    ${H.map(r=>o`<button class="chip" data-place="action" @click=${()=>M(r)}>${r.label}</button>`)}
  </div>`,S7=[..."123A456B789C*0#D"],j3=(L,H,C)=>o`<div class="keypad">
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
    ${S7.map(V=>o`<button type="button" @click=${()=>C(H+V)}>${V}</button>`)}
  </div>
</div>`,X3=u`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
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
`});var J3,h7,C0,H0,V0=p(()=>{"use strict";h();N1();s1();W();U();o1();C1();J3=(L,H)=>{let C=g(L);return C===null?null:Math.max(0,(H-C)/1e3)},h7=(L,{item:H,isGone:C},V)=>{let{texts:M,language:r,now:e,canControl:t}=L,i=J3(H.connected_since,e),a=J3(H.last_keyed,e),m=i===null?"":G(i,r),A=H.keyed&&!C,l=A?M("talks_now"):a===null?"":t1(a,r),n=L.ending.has(H.node);return J([H,C,V,m,l,t,n,M],()=>{let v=H.state==="connecting",s=M(C?"link_disconnected":H.mode),S=H.direction&&!C?M(H.direction):"",B=H1(H)||M(`kind_${H.kind}`);return o`<div
      role="row"
      class="link ${A?"keyed":""} ${v?"connecting":""} ${C?"gone":""}"
      data-place="row"
      data-at=${V}
      style="--y:calc(${V} * var(--row))"
      data-node=${H.node}
    >
      <span role="cell" class="badge" title=${M(`kind_${H.kind}`)}>
        ${Z(A?x.voice:j1[H.kind])}
        ${A?o`<span class="unseen">${M("talks_now")}</span>`:d}
      </span>
      <span role="cell" class="station">
        <b class="ellipsis">${f(H)}</b>
        <span class="soft small ellipsis">${B}</span>
      </span>
      <span role="cell" class="mode soft" title=${`${s}${S?`, ${S}`:""}`}>
        ${Z(C?x.unlinked:R2[H.mode])}
        <span class="ellipsis">${s}${S?o`<span class="way">, ${S}</span>`:d}</span>
      </span>
      <span role="cell" class="up soft number">${m}</span>
      <span role="cell" class="heard number ${A?"":"soft"}">${l}</span>
      ${t?o`<span role="cell" class="end">
            <button
              class="round"
              ?disabled=${n||C}
              aria-label=${M("disconnect_from",{name:f(H)})}
              title=${M("disconnect")}
              @click=${()=>L.onDisconnect(H)}
            >
              ${Z(n?R2.connecting:x.close)}
            </button>
          </span>`:d}
    </div>`})},C0=L=>{let{texts:H,canControl:C,rows:V,order:M}=L;return o`<div
    role="table"
    class="links ${C?"controls":""}"
    aria-label=${H("links")}
    aria-rowcount=${V.length+1}
    @pointerenter=${M.enter}
    @pointerleave=${M.leave}
    @focusout=${M.rest}
  >
    <div role="row" class="head small soft">
      <span role="columnheader"><span class="unseen">${H("kind")}</span></span>
      <span role="columnheader">${H("station")}</span>
      <span role="columnheader">${H("mode")}</span>
      <span role="columnheader">${H("connected")}</span>
      <span role="columnheader">${H("heard")}</span>
      ${C?o`<span role="columnheader"><span class="unseen">${H("disconnect")}</span></span>`:d}
    </div>
    <div role="rowgroup" class="stack" style="--height:calc(${V.length} * var(--row))">
      ${I(V,({id:r})=>r,(r,e)=>h7(L,r,e))}
    </div>
  </div>`},H0=u`
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
      36px;
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
    .links.controls .link[role="row"] {
      grid-template-columns: 36px minmax(0, 1fr) 76px 36px;
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
    .links .badge {
      display: none;
    }
  }
`});var z2,g7,O7,f7,k7,L0,M0,r0=p(()=>{"use strict";h();W();U();C1();z2=(L,H)=>{let C=g(L);return C===null?null:Math.max(0,(H-C)/1e3)},g7=o`<span class="wave" aria-hidden="true"><i></i><i></i><i></i><i></i></span>`,O7=L=>{let{texts:H,state:C,condition:V,tail:M,nameOf:r,detailOf:e}=L,t=V==="tail"?M:C.keyed.at(-1),i=V==="tail"&&M?M.until:L.now,a=C.keyed.slice(0,-1).reverse(),m=t?z2(t.since,i):null;return o`<section class="talker on-air">
    <div class="grow">
      <div class="word">${t&&V!=="tail"?g7:d}${H(V)}</div>
      ${t?o`<div class="name ellipsis">${r(t.node)}</div>
            <div class="soft ellipsis detail">${e(t.node)}</div>`:o`<div class="name quiet">${H("nobody_keyed")}</div>`}
      ${a.length>0?o`<div class="small ellipsis">
            ${H("also_keyed",{names:a.map(({node:A})=>r(A)).join(", ")})}
          </div>`:d}
    </div>
    ${m===null?d:o`<div class="clock number" role="timer" aria-label=${H("talking_for")}>
          ${w(m)}
        </div>`}
  </section>`},f7=({hass:L,texts:H,state:C,now:V,nameOf:M})=>{let r=z2(C.last_heard,V);return o`<section class="talker">
    <div class="grow">
      <div class="word soft">${H("idle")}</div>
      ${r===null||!C.last_heard_node?o`<div class="name quiet">${H("nothing_heard")}</div>`:o`<div class="name quiet ellipsis">${M(C.last_heard_node)}</div>
            <div class="soft">
              ${H("last_heard_ago",{ago:t1(r,L.language)})}
            </div>`}
    </div>
  </section>`},k7=({hass:L,texts:H,state:C,now:V})=>{let M=z2(C.lost_at,V);return o`<section class="talker gone" role="status">
    ${Z(x.offline)}
    <div class="grow">
      <div class="word">${H("unavailable")}</div>
      <div class="reason">${H(`reason_${C.reason??"not_loaded"}`,{server:C.server})}</div>
      ${M===null?d:o`<div class="soft small number">
            ${H("gone_for",{span:M<60?w(M):G(M,L.language)})}
          </div>`}
    </div>
  </section>`},L0=L=>{switch(L.condition){case"unavailable":return k7(L);case"idle":return f7(L);default:return O7(L)}},M0=u`
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
`});var y7,b7,w7,T7,B7,P7,e0,t0,i0=p(()=>{"use strict";h();s1();h1();y7=10*6e4,b7=4,w7=22,T7=.004,B7=({bars:L},H)=>o`<svg class="track" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
    ${L.map(({from:C,to:V,isLive:M})=>{let r=Math.max(T7,V-C),e=H?1-C-r:C;return k`<rect class=${M?"live":""} x=${e.toFixed(4)} y="0" width=${r.toFixed(4)} height="1" />`})}
  </svg>`,P7=(L,H)=>o`<div class="axis small soft" aria-hidden="true">
    <span>${H("minutes_ago",{minutes:10})}</span>
    <span>${L>0?H("more_talkers",{count:L}):H("minutes_ago",{minutes:5})}</span>
    <span>${H("now")}</span>
  </div>`,e0=(L,H,C,V,M)=>{let r=c3(L,H,y7),e=r.slice(0,b7);return o`<figure class="timeline" aria-label=${C("timeline")}>
    ${e.length===0?o`<div class="lane"><span class="soft small">${C("timeline_empty")}</span></div>`:o`<div class="lanes stack">${I(e,t=>t.talker,(t,i)=>o`<div class="lane" style="--y:${i*w7}px">
            <span class="who ellipsis small">${V(t.talker)}</span>
            ${B7(t,M)}
          </div>`)}</div>`}
    ${e.length>0?P7(r.length-e.length,C):d}
  </figure>`},t0=u`
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
`});var o0,a0=p(()=>{"use strict";h();o0=u`
  ha-card {
    --accent: var(--talk);
  }
  ha-card.receiving {
    --accent: var(--receive);
  }
  ha-card.transmitting {
    --accent: var(--transmit);
  }
  header.acts {
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
`});var A0,R7,i2,d0=p(()=>{"use strict";h();K1();z3();K3();W();U();L1();Y3();V0();F2();r0();i0();a0();g1();Q1();o1();N2();h1();A0=12,R7=L=>[...L.slice(0,5).map(f),...L.length>5?["…"]:[]].join(", "),i2=class extends b{constructor(){super();this.gestures=new e2(this,()=>this.config??{});this.order=new t2(()=>this.requestUpdate(),()=>this.focused?.matches(".links :focus-visible")??!1);this.talkerName=C=>C===e1?this.texts("local"):k1(C,this.sources);this.askDigits=()=>{let{texts:C}=this;this.digits="",this.question={text:C("keypad"),action:C("send"),run:()=>{this.act("send_dtmf",{digits:this.digits.trim().toUpperCase()})},hasKeypad:!0}};this.askDisconnectAll=()=>{let{texts:C}=this;this.question={text:C("ask_disconnect_all",{count:this.node?.links.size??0}),action:C("disconnect_all"),run:()=>{this.act("disconnect",{all:!0})}}};this.isCalling=!1,this.ending=new Set,this.pending=new Set,this.error="",this.words="",this.isWhole=!1,this.digits=""}static{this.properties={...b.properties,isCalling:{state:!0},ending:{state:!0},pending:{state:!0},error:{state:!0},question:{state:!0},words:{state:!0},isWhole:{state:!0},digits:{state:!0}}}static getStubConfig(C){return{device_id:O(C)[0]?.id??""}}static getConfigForm(){let C=V=>({name:V,default:!0,selector:{boolean:{}}});return{schema:[{name:"device_id",required:!0,selector:b1},{name:"name",selector:{text:{}}},{name:"",type:"grid",schema:[C("show_timeline"),C("show_controls"),C("show_links"),C("confirm")]},{name:"max_links",default:A0,selector:{number:{min:1,max:100,mode:"box"}}},...["tap_action","hold_action","double_tap_action"].map(V=>({name:V,selector:{ui_action:{}}})),{name:"buttons",selector:{object:{}}}],computeLabel:(V,M)=>M(`component.allstarlink.selector.dashboard.options.option_${V.name}`)}}getCardSize(){return 9}getGridOptions(){return{columns:12,min_columns:3,rows:12,min_rows:3}}start(){let C=this.config?.device_id;this.node=C?this.nodeFeed(C):void 0,this.stops.push(()=>this.order.stop()),this.activity=C&&this.config?.show_timeline!==!1?this.activityFeed(C):void 0}content(){let{config:C,texts:V,node:M}=this;if(!M||!C)return this.hollow(V("choose_node"));let{state:r,error:e}=M;if(!r||e)return this.hollow(this.why(M));let t=f1(r,M.tail!==void 0),i=r.can_control&&C.show_controls!==!1;return o`<ha-card class="${V2(r,M.tail!==void 0)} ${this.fit}">
      ${this.header(r)} ${this.talker(r,t)}
      <div class="scroll">
      ${t!=="unavailable"&&C.show_timeline!==!1?e0(u3(this.activity?.activities??[],M.talking),M.now(),V,this.talkerName,this.isMirrored):o`<div class="gap"></div>`}
      ${i&&t!=="unavailable"?this.controls(r):d}
      ${t!=="unavailable"&&C.show_links!==!1?this.links(i):d}
      </div>
      ${this.dialog()}
      <div class="unseen" aria-live="polite">
        ${r.keyed.map(({node:a})=>V("is_talking",{name:this.talkerName(a)}))}
      </div>
    </ha-card>`}hollow(C){return o`<ha-card><div class="empty">${Z(x.tower)}${C}</div></ha-card>`}get focused(){return this.renderRoot.activeElement}header(C){let{texts:V,config:M}=this,r=this.node?.links.size??0,e=C.available?[C.server,V("count_links",{count:r}),C.network_nodes&&C.network_nodes>r?V("count_network",{count:C.network_nodes}):null]:[C.server],{gestures:t}=this;return o`<header
      class=${t.isSet?"acts":""}
      role=${t.isSet?"button":d}
      tabindex=${t.isSet?0:d}
      @pointerdown=${t.press}
      @click=${t.click}
      @keydown=${t.key}
    >
      <span class="mark">${Z(x.tower)}</span>
      <div class="grow">
        <h2>${M?.name||this.nameOf(M?.device_id??"")||C.node}</h2>
        <div class="soft small ellipsis">${e.filter(Boolean).join(" · ")}</div>
      </div>
      ${C.available?o`${this.lamp("RX","receive",C.receiving)} ${this.lamp("TX","transmit",C.transmitting)}`:d}
    </header>`}lamp(C,V,M){let r=`${this.texts(V)}: ${this.texts(M?"on":"off")}`;return o`<span class="lamp ${V} ${M?"on":""}" role="img" aria-label=${r} title=${r}
      >${C}</span
    >`}talker(C,V){return L0({hass:this.hass,texts:this.texts,state:C,condition:V,tail:this.node?.tail,now:this.node?.now()??Date.now(),nameOf:this.talkerName,detailOf:M=>{let r=O1(this.sources.links,M);return H1(_2(M,this.sources))||(r?this.texts(`kind_${r.kind}`):"")}})}get sources(){return{links:this.node?.links??new Map,names:this.node?.state?.names,callsigns:this.activity?.callsigns}}controls(C){let{texts:V}=this;return o`<section class="controls-box" aria-label=${V("controls")}>
      ${C.favorites.length>0?o`<div class="chips" role="group" aria-label=${V("favorites")}>
            ${C.favorites.map(M=>this.chip(M))}
          </div>`:d}
      <allstarlink-connect-box
        .texts=${V}
        .busy=${this.isCalling}
        @call=${M=>this.askAndCall(M.detail)}
      ></allstarlink-connect-box>
      ${q3({texts:V,buttons:this.config?.buttons??[],onKeypad:this.askDigits,onAnnounce:M=>{this.act("announce",{what:M})},onOwn:M=>this.askOwn(M)})}
      ${this.error?o`<div class="error" role="alert">
            <span class="grow">${this.error}</span>
            <button
              class="round"
              aria-label=${V("dismiss")}
              @click=${()=>{this.error=""}}
            >
              ${Z(x.close)}
            </button>
          </div>`:d}
    </section>`}chip(C){let V=O1(this.sources.links,C),M=V?.state==="established",r=this.pending.has(C)||V?.state==="connecting",e=k1(C,this.sources);return o`<button
      class="chip ${M?"on":""} ${r?"pending":""}"
      aria-pressed=${M?"true":"false"}
      aria-busy=${r?"true":"false"}
      data-place="chip"
      ?disabled=${this.pending.has(C)}
      title=${this.texts(M?"disconnect_from":"connect_to",{name:e})}
      @click=${()=>this.askAndToggle(C,e,M||r)}
    >
      ${Z(M?x.star:x.starOutline)}${e}
    </button>`}links(C){let{texts:V}=this,M=B3(this.node?.links??new Map),r=this.config?.max_links??A0,e=this.words?M.filter(a=>P3(a,this.words)):M,t=this.isWhole||this.words?e.length:r,i=this.order.arrange(e,t);return M.length+i.length===0?o`<div class="empty">${Z(x.unlinked)}${V("no_links")}</div>`:o`<div class="links-bar">
        <h3>${V("links")} <span class="soft number">${M.length}</span></h3>
        ${M.length>r||this.words?o`<input
              type="search"
              placeholder=${V("find")}
              aria-label=${V("find")}
              .value=${this.words}
              @input=${a=>{this.words=a.target.value,this.order.reset()}}
            />`:d}
        ${C?o`<button class="text end-all" data-place="all" @click=${this.askDisconnectAll}>${V("disconnect_all")}</button>`:d}
      </div>
      ${i.length===0?o`<div class="empty">${Z(x.unlinked)}${V("no_link_found")}</div>`:C0({rows:i,order:this.order,texts:V,language:this.hass.language,now:this.node?.now()??Date.now(),canControl:C,ending:this.ending,onDisconnect:a=>this.askAndDisconnect(a)})}
      ${t<e.length?o`<button
            class="text more"
            data-place="more"
            @click=${()=>{this.isWhole=!0,this.order.reset()}}
          >
            ${V("show_all",{count:M.length})}
          </button>`:d}`}dialog(){let{question:C,texts:V}=this;return o`<dialog
      aria-labelledby="question"
      @close=${()=>{this.question=void 0}}
      @click=${M=>{M.target===M.currentTarget&&M.target.close()}}
    >
      ${C?o`<form method="dialog">
            <p id="question">${C.text}</p>
            ${C.hasKeypad?j3(V,this.digits,M=>{this.digits=M}):d}
            <div class="answers">
              <button value="no" class="text" data-place="answer" autofocus>${V("cancel")}</button>
              <button value="yes" class="danger" data-place="answer" @click=${C.run}>${C.action}</button>
            </div>
          </form>`:d}
    </dialog>`}updated(C){if(super.updated(C),C.has("question")&&this.question){let V=this.renderRoot.querySelector("dialog");V&&!V.open&&V.showModal()}}async act(C,V,M="allstarlink"){this.error="";try{let e={...M==="allstarlink"?{device_id:this.config?.device_id}:{},...V};return await this.hass.callService(M,C,e,void 0,!1),!0}catch(r){return this.error=await _5(this.hass,r),!1}}askAndCall(C){let{links:V,names:M}=this.sources,r=R3(C.node,V,M),e=F3(V,r),t=()=>{this.call({...C,node:r},C.node)};if(!C.exclusive||e.length===0){t();return}let{texts:i}=this;this.question={text:i("ask_exclusive",{node:C.node,count:e.length,names:R7(e)}),action:i("connect"),run:t}}async call(C,V){this.isCalling=!0;let M=await this.act("connect",{...C});this.isCalling=!1,M&&this.renderRoot.querySelector("allstarlink-connect-box")?.clear(V)}askToEnd(C,V){if(this.config?.confirm===!1){V();return}let{texts:M}=this;this.question={text:M("ask_disconnect",{name:C}),action:M("disconnect"),run:V}}askAndToggle(C,V,M){let r=()=>{this.toggle(C,M)};M?this.askToEnd(V,r):r()}askOwn({label:C,action:V,data:M,confirm:r}){let[e="",t=""]=V.split("."),i=()=>{this.act(t,M??{},e)};r?this.question={text:this.texts("ask_own",{label:C}),action:C,run:i}:i()}askAndDisconnect(C){this.askToEnd(f(C),()=>{this.disconnect(C.node)})}async toggle(C,V){this.pending=new Set([...this.pending,C]),await this.act(V?"disconnect":"connect",{node:C}),this.pending=new Set([...this.pending].filter(M=>M!==C))}async disconnect(C){this.ending=new Set([...this.ending,C]),await this.act("disconnect",{node:C}),this.ending=new Set([...this.ending].filter(V=>V!==C))}static{this.styles=[Q,J1,M0,t0,H0,X3,o0]}}});var n0,p0=p(()=>{E();x1();O2();/**
 * @license
 * Copyright 2020 Google LLC
 * SPDX-License-Identifier: BSD-3-Clause
 */n0=_(class extends R{constructor(L){if(super(L),L.type!==y.PROPERTY&&L.type!==y.ATTRIBUTE&&L.type!==y.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!h5(L))throw Error("`live` bindings can only contain a single expression")}render(L){return L}update(L,[H]){if(H===c||H===d)return H;let C=L.element,V=L.name;if(L.type===y.PROPERTY){if(H===C[V])return c}else if(L.type===y.BOOLEAN_ATTRIBUTE){if(!!H===C.hasAttribute(V))return c}else if(L.type===y.ATTRIBUTE&&C.getAttribute(V)===H+"")return c;return I1(L),H}})});var m0=p(()=>{p0()});var F7,o2,l0=p(()=>{"use strict";h();m0();g1();F7=["transceive","monitor","local_monitor"],o2=class extends P{constructor(){super();this.submit=C=>{C.preventDefault();let{mode:V,permanent:M,exclusive:r}=this,e={node:this.value.trim(),mode:V,permanent:M,exclusive:r};this.dispatchEvent(new CustomEvent("call",{detail:e}))};this.busy=!1,this.reset()}static{this.properties={texts:{attribute:!1},busy:{attribute:!1},value:{state:!0},mode:{state:!0},permanent:{state:!0},exclusive:{state:!0}}}clear(C){this.value.trim()===C&&this.reset()}reset(){this.value="",this.mode="transceive",this.permanent=!1,this.exclusive=!1}render(){let{texts:C}=this;return o`<form @submit=${this.submit}>
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
          ${F7.map(V=>o`<option value=${V} .selected=${n0(V===this.mode)}>${C(V)}</option>`)}
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
    </label>`;return o`<div class="options">${C("exclusive")}${C("permanent")}</div>`}static{this.styles=[Q,u`
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
    `]}}});var D7,E7,$7,a1,T,y1,_7,N7,z,I7,K2,W7,U7,G7,Q7,z7,K7,q7,v0,a2,x0=p(()=>{"use strict";L1();Q1();D7=["receiving","transmitting","link_keyed","talker"],E7=["links","network_nodes"],$7=["identify","reconnect_links","disconnect_all","transmitter","linking"],a1=(L,H,C)=>({type:"heading",heading:L,icon:H,...C?{tap_action:{action:"navigate",navigation_path:C}}:{}}),T=(L,H,C)=>{let V=p2(L,H.id);return C.flatMap(M=>V.filter(r=>r.translation_key===M).map(r=>r.entity_id))},y1=L=>L.map(H=>({type:"tile",entity:H,name:{type:"entity"}})),_7=L=>({type:"gauge",entity:L,name:{type:"entity"},min:0,max:100,severity:{green:80,yellow:50,red:0}}),N7=L=>({type:"gauge",entity:L,name:{type:"entity"},min:0,max:255}),z=(L,H=1)=>({type:"grid",column_span:H,cards:L}),I7=(L,H)=>{let C=O(L),V=$(L).map(M=>{let r=C.filter(t=>t.via_device_id===M.id),e=r.length>1;return z([{type:"custom:allstarlink-network-card",device_id:M.id,grid_options:{columns:"full"}},...r.map(t=>({type:"custom:allstarlink-node-card",device_id:t.id,max_links:6,grid_options:{columns:e?12:"full"}}))],e?2:1)});return{title:H("overview"),path:"overview",icon:"mdi:radio-tower",type:"sections",max_columns:4,sections:V}},K2={grid_options:{columns:"full"}},W7=(L,H,C)=>{let V=T(L,C,["voted"]),M=T(L,C,["rssi"]),r=M.length?[]:T(L,C,["voting"]);return V.length+M.length+r.length===0?[]:[a1(H("receivers"),"mdi:antenna"),...y1([...V,...r]),...M.map(N7)]},U7=(L,H)=>T(L,H,["talker","links"]).map(C=>({type:"entity",entity:C,show_name:!0})),G7=(L,H,C)=>{let V=T(L,C,D7),M=T(L,C,E7),r=T(L,C,$7),e=T(L,C,["favorite"]),t=[...V.length?[{type:"history-graph",entities:V,hours_to_show:6}]:[],...M.length?[{type:"history-graph",entities:M,hours_to_show:24}]:[]].map(a=>({...a,...K2})),i=[...W7(L,H,C),...r.length+e.length?[a1(H("controls"),"mdi:tune"),...y1([...e,...r])]:[]];return{title:C.name_by_user??n2(C),path:j2(C),type:"sections",max_columns:3,badges:U7(L,C),sections:[z([{type:"custom:allstarlink-node-card",device_id:C.id,...K2},...t.length?[a1(H("history"),"mdi:chart-timeline-variant"),...t]:[]]),z([{type:"custom:allstarlink-activity-card",device_id:C.id,...K2}]),...i.length?[z(i)]:[]]}},Q7=["active_calls","last_call","calls_today","missed_calls_today"],z7=["state","messages_waiting","reachable","registered"],K7=(L,H)=>{let C=new Set(O(L).map(({id:M})=>M)),V=$(L).flatMap(M=>{let r=T(L,M,Q7);if(r.length===0)return[];let e=Object.values(L.devices).filter(({id:t,via_device_id:i})=>i===M.id&&!C.has(t)).map(t=>({device:t,ids:T(L,t,z7)})).filter(({ids:t})=>t.length>0);return[z([a1(V1(M),"mdi:phone"),...y1(r)]),...e.map(({device:t,ids:i})=>z([a1(V1(t),"mdi:phone-classic"),...y1(i)]))]});return V.length===0?[]:[{title:H("telephony"),path:"telephony",icon:"mdi:phone",type:"sections",max_columns:3,sections:V}]},q7=(L,H)=>{let C=(V,M)=>{let r=T(L,V,["health"]),e=p2(L,V.id).filter(i=>i.entity_category==="diagnostic").map(i=>i.entity_id).filter(i=>!r.includes(i)),t=[...r.map(_7),...y1(e)];return t.length?[z([a1(V1(V),M),...t])]:[]};return{title:H("diagnostics"),path:"diagnostics",icon:"mdi:stethoscope",type:"sections",max_columns:3,sections:[...$(L).flatMap(V=>C(V,"mdi:server-network")),...O(L).flatMap(V=>C(V,"mdi:access-point"))]}},v0=L=>{let H=Object.values(L.devices).filter(d2),C=Object.values(L.entities).filter(({platform:V})=>V==="allstarlink");return JSON.stringify([L.language,H.map(V=>[V.id,V.name,V.name_by_user,V.model,V.via_device_id,V.disabled_by]),C.map(V=>[V.entity_id,V.device_id,V.translation_key,V.entity_category,V.hidden])])},a2=class extends HTMLElement{static shouldRegenerate(H,C,V){return C.devices===V.devices&&C.entities===V.entities&&C.language===V.language?!1:v0(C)!==v0(V)}static async generate(H,C){let V=await G1(C),M=u1({...C,localize:V}),r=O(C);if(r.length===0){let e={type:"markdown",content:M("no_nodes")};return{views:[{title:M("overview"),type:"sections",sections:[z([e])]}]}}return{title:"AllStarLink",views:[...r.length>1?[I7(C,M)]:[],...r.map(e=>G7(C,M,e)),...K7(C,M),q7(C,M)]}}}});var s0={};g0(s0,{defineElements:()=>X7});var j7,X7,Z0=p(()=>{"use strict";$3();Q3();d0();l0();x0();j7=[["allstarlink-connect-box",o2],["allstarlink-node-card",i2],["allstarlink-activity-card",L2],["allstarlink-network-card",r2],["ll-strategy-dashboard-allstarlink",a2]],X7=()=>{for(let[L,H]of j7)customElements.get(L)||customElements.define(L,H)}});L1();var f0="Who talks, compact",k0={show_timeline:!1,show_controls:!1,show_links:!1,grid_options:{columns:6,rows:3}},J2=L=>(H,C)=>{let V=H.entities[C];if(V?.platform!=="allstarlink"||!V.device_id)return null;let{device_id:M}=V,r={type:`custom:allstarlink-${L}-card`,device_id:M},e=O(H).some(({id:i})=>i===M),t=$(H).some(({id:i})=>i===M);return L==="network"?t?[{config:r}]:null:e?L==="node"?[{config:r},{label:f0,config:{...r,...k0}}]:[{config:r}]:null};var u0="https://github.com/allstarlink-ha/ha-allstarlink#dashboard",Y7=[["node","AllStarLink node","Who talks, who is linked, and the controls, live."],["activity","AllStarLink activity","Talks and links as they happened, and the talk time of today."],["network","AllStarLink network","A server's nodes and their links as a graph."]],c0=window;for(let[L,H,C]of Y7)(c0.customCards??=[]).push({type:`allstarlink-${L}-card`,name:H,description:C,preview:!0,getEntitySuggestion:J2(L),documentationURL:u0});(c0.customStrategies??=[]).push({type:"allstarlink",strategyType:"dashboard",name:"AllStarLink",description:"All servers and nodes: who talks, who is linked, history and diagnostics.",documentationURL:u0});customElements.whenDefined("home-assistant").then(()=>Promise.resolve().then(()=>(Z0(),s0))).then(({defineElements:L})=>L());
