// The dialogs of a node: keypad, macro, on air, favorites, and the look-up of a station.

import { Lookup } from "./lookup";
import type { Favorite } from "./model";
import type { ControlHost, NodeControl } from "./node-control";
import { OnAir } from "./on-air";
import { keypad } from "./parts/actions-row";
import { favoritesForm } from "./parts/favorites-form";
import { macroForm } from "./parts/macro-form";
import { onAirForm } from "./parts/on-air-form";
import type { StationUse } from "./parts/station-input";
import { stationView } from "./parts/station-view";
import { canBeFavorite, favoritesOf, toggled } from "./view/favorites";
import { linkTo, title } from "./view/links";
import { stationName, stationOf, type Station } from "./view/names";

export class NodeDialogs {
  private digits = "";
  private macro = "";
  private draft: Favorite[] = [];
  private typed = "";
  private onAir?: OnAir;
  private onAirOf = "";

  constructor(
    private host: ControlHost,
    private control: NodeControl,
  ) {}

  private changed = (): void => this.host.requestUpdate();

  /** What can be said on the air of the node; nothing where Home Assistant may not transmit. */
  get air(): OnAir | undefined {
    const { controlled } = this.host;
    if (!this.onAir || this.onAirOf !== controlled) {
      this.onAir = new OnAir(() => this.host.hass, controlled, this.changed);
      this.onAirOf = controlled;
    }
    return this.onAir.player ? this.onAir : undefined;
  }

  askDigits = (): void => {
    const { texts } = this.host;
    this.digits = "";
    this.control.ask({
      text: texts("keypad"),
      action: texts("send"),
      body: () =>
        keypad(texts, this.digits, (digits) => {
          this.digits = digits;
          this.changed();
        }),
      canRun: () => this.digits.trim() !== "",
      run: () => void this.control.act("send_dtmf", { digits: this.digits.trim().toUpperCase() }),
      isHarmless: true,
    });
  };

  askMacro = (): void => {
    const { texts } = this.host;
    this.macro = "";
    this.control.ask({
      text: texts("macro"),
      action: texts("run"),
      body: () =>
        macroForm(texts, this.macro, (macro) => {
          this.macro = macro;
          this.changed();
        }),
      canRun: () => /^\d+$/.test(this.macro.trim()),
      run: () => void this.control.act("run_macro", { macro: this.macro.trim() }),
      isHarmless: true,
      hasField: true,
    });
  };

  askText = (): void => {
    const { air, control, host } = this;
    if (!air) return;
    const { texts } = host;
    void air.load();
    const stop = (): void =>
      void control.act("media_stop", { entity_id: air.player?.entity_id }, "media_player");
    control.ask({
      text: texts("on_air"),
      action: texts("say"),
      body: () => onAirForm({ texts, onAir: air, changed: this.changed, onStop: stop }),
      canRun: () => air.message.trim() !== "",
      run: () => void control.act("speak", { ...air.take() }),
      isHarmless: true,
      hasField: true,
    });
  };

  askFavorites = (): void => {
    const { control, host } = this;
    const { texts, state } = host;
    if (!state) return;
    this.draft = favoritesOf(state);
    this.typed = "";
    control.ask({
      text: texts("favorites"),
      action: texts("save"),
      body: () =>
        favoritesForm({
          hass: host.hass,
          deviceId: host.controlled,
          texts,
          ownNode: state.node,
          draft: this.draft,
          typed: this.typed,
          nameOf: (node) => stationName(node, host.sources),
          onDraft: (draft) => {
            this.draft = draft;
            this.changed();
          },
          onTyped: (typed) => {
            this.typed = typed;
            this.changed();
          },
        }),
      run: () => void control.setFavorites(this.draft),
      isHarmless: true,
      isWide: true,
    });
  };

  /** What the fields for stations let do. */
  readonly use: StationUse = {
    canStar: (node) => this.canStar(node),
    isStarred: (node) => this.isStarred(node),
    star: ({ node }) => this.star(node),
    lookUp: (station) => this.lookUp(station),
  };

  canStar(node: string): boolean {
    return this.control.canStar && canBeFavorite(node, this.host.state?.node ?? "");
  }

  isStarred(node: string): boolean {
    return this.host.state?.favorites.includes(node) ?? false;
  }

  star(node: string): void {
    const { state } = this.host;
    if (state) void this.control.setFavorites(toggled(favoritesOf(state), node));
  }

  /** Show who that is, and let it be called or left. */
  lookUp(found: Station): void {
    const { control, host } = this;
    const { hass, texts } = host;
    const station = found.callsign ? found : { ...stationOf(found.node, host.sources), ...known(found) };
    const { node } = station;
    const lookup = new Lookup(hass, station, this.changed);
    const link = linkTo(host.sources.links, node);
    const canCall = host.state?.can_control && canBeFavorite(node, host.state.node);
    control.ask({
      text: title(station),
      body: () =>
        stationView({
          hass,
          texts,
          lookup,
          link: linkTo(host.sources.links, node),
          isStarred: this.canStar(node) ? this.isStarred(node) : undefined,
          onStar: () => this.star(node),
          onLookUp: (other) => this.lookUp(other),
        }),
      isWide: true,
      ...(link && host.state?.can_control
        ? { action: texts("disconnect"), run: () => void control.disconnect(node) }
        : canCall
          ? {
              action: texts("connect"),
              run: () => control.askAndCall({ node, mode: "transceive", permanent: false, exclusive: false }),
              isHarmless: true,
            }
          : {}),
    });
  }
}

/** What of a station is known, without what is not. */
const known = (station: Station): Partial<Station> =>
  Object.fromEntries(Object.entries(station).filter(([, value]) => value !== null));
