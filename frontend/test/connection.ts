// Home Assistant's connection as the cards see it, and as its frontend keeps it.

import type { Connection } from "../src/hass";

interface Subscription {
  id: number;
  command: Record<string, unknown>;
  send: (message: unknown) => void;
}

type Event = "ready" | "disconnected";

export class FakeConnection implements Connection {
  connected = true;
  /** What the server answers to a subscription: an error's code, if any. */
  refusal?: string;
  /** How often a subscription was asked for. */
  asked = 0;
  subscriptions: Subscription[] = [];
  /** The ids of what was unsubscribed. */
  ended: number[] = [];
  private nextId = 1;
  private again: (() => void)[] = [];
  private listeners: Record<Event, Set<() => void>> = { ready: new Set(), disconnected: new Set() };

  async subscribeMessage<T>(
    callback: (message: T) => void,
    command: Record<string, unknown>,
    options?: { resubscribe: boolean },
  ): Promise<() => Promise<void>> {
    this.asked += 1;
    if (this.refusal) throw { code: this.refusal };
    let id = this.nextId++;
    const send = callback as (message: unknown) => void;
    this.subscriptions.push({ id, command, send });
    if (options?.resubscribe !== false) {
      this.again.push(() => {
        id = this.nextId;
        // Nobody waits for it, and nobody is told if it fails.
        this.subscribeMessage(callback, command).catch(() => undefined);
      });
    }
    return async () => {
      this.ended.push(id);
    };
  }

  addEventListener(event: Event, listener: () => void): void {
    this.listeners[event].add(listener);
  }

  removeEventListener(event: Event, listener: () => void): void {
    this.listeners[event].delete(listener);
  }

  /** The messages of the newest subscription to a command. */
  send(type: "node" | "activity", message: unknown): void {
    const wanted = `allstarlink/${type}/subscribe`;
    this.subscriptions.findLast(({ command }) => command.type === wanted)?.send(message);
  }

  drop(): void {
    this.connected = false;
    this.subscriptions = [];
    for (const listener of this.listeners.disconnected) listener();
  }

  /** Ids begin anew with each connection. */
  back(): void {
    this.connected = true;
    this.nextId = 1;
    for (const subscribe of this.again.splice(0)) subscribe();
    for (const listener of this.listeners.ready) listener();
  }
}
