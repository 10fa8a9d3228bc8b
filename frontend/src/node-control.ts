// What a card commands a node: it asks first where something ends, and says what went wrong.

import type { Hass } from "./hass";
import type { Favorite, Link, NodeState } from "./model";
import type { OwnButton } from "./parts/actions-row";
import type { Call } from "./parts/connect-box";
import type { Question } from "./parts/question";
import { errorText, type Texts } from "./texts";
import { disconnects, target, title } from "./view/links";
import type { Sources } from "./view/names";

/** The card: what it shows is the node that is meant. */
export interface ControlHost {
  readonly hass: Hass;
  readonly texts: Texts;
  readonly controlled: string;
  readonly state: NodeState | undefined;
  readonly sources: Sources;
  /** Whether to ask before a link is ended. */
  readonly asks: boolean;
  requestUpdate(): void;
}

/** The names of links, the first few of many. */
const named = (links: Link[]): string =>
  [...links.slice(0, 5).map(title), ...(links.length > 5 ? ["…"] : [])].join(", ");

export class NodeControl {
  /** What waits for the user's word. */
  question?: Question;
  error = "";
  isCalling = false;
  /** Names of links that are being ended. */
  ending: ReadonlySet<string> = new Set();
  /** Numbers of favorites that are being called or left. */
  pending: ReadonlySet<string> = new Set();

  constructor(private host: ControlHost) {}

  ask(question: Question | undefined): void {
    this.question = question;
    this.host.requestUpdate();
  }

  forgive(): void {
    this.error = "";
    this.host.requestUpdate();
  }

  /** Call an action; whether it was carried out. */
  async act(action: string, data: Record<string, unknown>, domain = "allstarlink"): Promise<boolean> {
    const own = domain === "allstarlink" ? { device_id: this.host.controlled } : {};
    return this.attempt(() => this.host.hass.callService(domain, action, { ...own, ...data }, undefined, false));
  }

  private async attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.forgive();
    try {
      await act();
      return true;
    } catch (error) {
      this.error = await errorText(this.host.hass, error);
      return false;
    } finally {
      this.host.requestUpdate();
    }
  }

  /** Call a node; `called` is carried out when it has been. */
  askAndCall(call: Call, called: () => void = () => undefined): void {
    const { links, names } = this.host.sources;
    const node = target(call.node, links, names);
    const others = disconnects(links, node);
    const run = (): void => void this.call({ ...call, node }, called);
    if (!call.exclusive || others.length === 0) {
      run();
      return;
    }
    const { texts } = this.host;
    this.ask({
      text: texts("ask_exclusive", { node: call.node, count: others.length, names: named(others) }),
      action: texts("connect"),
      run,
    });
  }

  private async call(call: Call, called: () => void): Promise<void> {
    this.isCalling = true;
    const hasCalled = await this.act("connect", { ...call });
    this.isCalling = false;
    if (hasCalled) called();
    this.host.requestUpdate();
  }

  /** Ask before a link is ended, unless the user wants it otherwise. */
  private askToEnd(name: string, run: () => void): void {
    if (!this.host.asks) {
      run();
      return;
    }
    const { texts } = this.host;
    this.ask({ text: texts("ask_disconnect", { name }), action: texts("disconnect"), run });
  }

  askAndToggle({ node, mode }: Favorite, name: string, isOn: boolean): void {
    const run = (): void => void this.toggle(node, mode, isOn);
    if (isOn) this.askToEnd(name, run);
    else run();
  }

  private async toggle(node: string, mode: string, isOn: boolean): Promise<void> {
    this.pending = new Set([...this.pending, node]);
    await (isOn ? this.act("disconnect", { node }) : this.act("connect", { node, mode }));
    this.pending = new Set([...this.pending].filter((other) => other !== node));
    this.host.requestUpdate();
  }

  askAndDisconnect(link: Link): void {
    this.askToEnd(title(link), () => void this.disconnect(link.node));
  }

  async disconnect(name: string): Promise<void> {
    this.ending = new Set([...this.ending, name]);
    await this.act("disconnect", { node: name });
    this.ending = new Set([...this.ending].filter((other) => other !== name));
    this.host.requestUpdate();
  }

  askDisconnectAll = (): void => {
    const { texts, sources } = this.host;
    this.ask({
      text: texts("ask_disconnect_all", { count: sources.links.size }),
      action: texts("disconnect_all"),
      run: () => void this.act("disconnect", { all: true }),
    });
  };

  askOwn({ label, action, data, confirm }: OwnButton): void {
    const [domain = "", service = ""] = action.split(".");
    const run = (): void => void this.act(service, data ?? {}, domain);
    if (confirm) this.ask({ text: this.host.texts("ask_own", { label }), action: label, run });
    else run();
  }

  /** Whether the user may change favorites: they are settings of the node. */
  get canStar(): boolean {
    return Boolean(this.host.hass.user?.is_admin && this.host.state?.can_control);
  }

  /** Set the whole list of favorites. */
  async setFavorites(favorites: Favorite[]): Promise<boolean> {
    const message = { type: "allstarlink/favorites/set", device_id: this.host.controlled, favorites };
    return this.attempt(() => this.host.hass.callWS(message));
  }
}
