// The few icons that the cards need, as SVG paths in the module: nothing is fetched.

import {
  mdiAccessPointOff,
  mdiAccountVoice,
  mdiClose,
  mdiDialpad,
  mdiEarHearing,
  mdiHeadphones,
  mdiLink,
  mdiLinkOff,
  mdiLinkVariant,
  mdiLock,
  mdiMagnify,
  mdiPhone,
  mdiPhoneMissed,
  mdiRadioTower,
  mdiSleep,
  mdiStar,
  mdiStarOutline,
  mdiSwapHorizontal,
  mdiSync,
  mdiWeb,
  mdiArrowDown,
  mdiArrowUp,
  mdiPencil,
  mdiMicrophone,
  mdiInformationOutline,
  mdiPlus,
  mdiMinus,
  mdiFitToScreenOutline,
  mdiScriptTextPlay,
} from "@mdi/js";
import { svg, type TemplateResult } from "lit";
import type { Link } from "./model";

export const icon = (path: string): TemplateResult =>
  svg`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${path} /></svg>` as TemplateResult;

export const ICONS = {
  tower: mdiRadioTower,
  voice: mdiAccountVoice,
  quiet: mdiSleep,
  offline: mdiAccessPointOff,
  close: mdiClose,
  search: mdiMagnify,
  lock: mdiLock,
  star: mdiStar,
  starOutline: mdiStarOutline,
  linked: mdiLinkVariant,
  unlinked: mdiLinkOff,
  dtmf: mdiDialpad,
  call: mdiPhone,
  missed: mdiPhoneMissed,
  macro: mdiScriptTextPlay,
  whole: mdiFitToScreenOutline,
  minus: mdiMinus,
  plus: mdiPlus,
  info: mdiInformationOutline,
  air: mdiMicrophone,
  edit: mdiPencil,
  up: mdiArrowUp,
  down: mdiArrowDown,
} as const;

export const MODE_ICONS: Record<Link["mode"], string> = {
  transceive: mdiSwapHorizontal,
  monitor: mdiHeadphones,
  local_monitor: mdiEarHearing,
  connecting: mdiSync,
};

export const KIND_ICONS: Record<Link["kind"], string> = {
  allstar: mdiRadioTower,
  private: mdiRadioTower,
  echolink: mdiLink,
  irlp: mdiLink,
  phone: mdiPhone,
  client: mdiWeb,
};

