// A subscription that its listeners share, and that outlives a restart of Home Assistant.

import type { Connection } from "./hass";

/** Until the first and until each later try, ms: a second more each time. */
const RETRY = 1000;
const MAX_RETRY = 5000;

type Listener = () => void;
type ServerError = { code?: unknown } | undefined;

/** Whether asking again would bring the same error. */
export const isFinal = (error: unknown): boolean => {
  const code = (error as ServerError)?.code;
  return code === "not_found" || code === "unauthorized";
};

/** Something that is subscribed as long as somebody listens. */
export abstract class Feed<Message> {
  private listeners = new Set<Listener>();
  private open?: Promise<() => Promise<void>>;
  private retry?: number;
  private tries = 0;
  private isLost = false;
  /** The server's error code, if it refuses for good. */
  error?: string;

  constructor(
    protected connection: Connection,
    private command: Record<string, unknown>,
  ) {}

  /** Why what is known may be old by now; undefined if it is not. */
  get reason(): "offline" | "starting" | undefined {
    if (!this.connection.connected) return "offline";
    return this.isLost ? "starting" : undefined;
  }

  protected abstract take(message: Message): void;

  /** What is known may be old from now on, until the next message. */
  protected lost(): void {}

  /** Be called at each change; call what is returned to stop. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.start();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }

  private start(): void {
    this.connection.addEventListener("ready", this.reconnected);
    this.connection.addEventListener("disconnected", this.lose);
    if (this.connection.connected) this.subscribe();
    else this.lose();
  }

  private stop(): void {
    this.connection.removeEventListener("ready", this.reconnected);
    this.connection.removeEventListener("disconnected", this.lose);
    const { open } = this;
    this.forget();
    open?.then((unsubscribe) => unsubscribe()).catch(() => undefined);
  }

  // Ids begin anew with each connection: to end a subscription of an earlier one would end another's.
  private forget(): void {
    clearTimeout(this.retry);
    this.open = undefined;
  }

  private lose = (): void => {
    this.forget();
    this.isLost = true;
    this.lost();
    this.notify();
  };

  private reconnected = (): void => {
    this.error = undefined;
    this.tries = 0;
    this.lose();
    this.subscribe();
  };

  // Home Assistant answers before it knows our commands, and its frontend subscribes again only once.
  private subscribe = (): void => {
    const open = this.connection.subscribeMessage<Message>(
      (message) => {
        if (this.open === open) this.taken(message);
      },
      this.command,
      { resubscribe: false },
    );
    this.open = open;
    open.catch((error: unknown) => {
      if (this.open === open) this.failed(error);
    });
  };

  private taken(message: Message): void {
    this.error = undefined;
    this.tries = 0;
    this.isLost = false;
    this.take(message);
    this.notify();
  }

  private failed(error: unknown): void {
    if (isFinal(error)) this.error = String((error as ServerError)?.code);
    this.lose();
    if (this.error) return;
    this.tries += 1;
    this.retry = setTimeout(this.subscribe, Math.min(this.tries * RETRY, MAX_RETRY));
  }
}
