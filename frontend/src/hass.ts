// What the cards use of Home Assistant's frontend.

export type Localize = (key: string, values?: Record<string, unknown>) => string;

export interface Connection {
  connected: boolean;
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: Record<string, unknown>,
    options: { resubscribe: boolean },
  ): Promise<() => Promise<void>>;
  addEventListener(event: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(event: "ready" | "disconnected", listener: () => void): void;
}

export interface Device {
  id: string;
  name: string | null;
  name_by_user: string | null;
  model: string | null;
  identifiers: [string, string][];
  via_device_id: string | null;
  disabled_by: string | null;
}

export interface RegistryEntity {
  entity_id: string;
  device_id?: string;
  translation_key?: string;
  platform?: string;
  entity_category?: string;
  hidden?: boolean;
}

export interface EntityState {
  state: string;
  last_updated: string;
  attributes?: Record<string, unknown>;
}

export interface Hass {
  connection: Connection;
  devices: Record<string, Device>;
  entities: Record<string, RegistryEntity>;
  states?: Record<string, EntityState>;
  themes?: { darkMode: boolean };
  user?: { is_admin: boolean };
  language: string;
  locale: { language: string; time_format: string; time_zone: string };
  config: { time_zone: string };
  localize: Localize;
  loadBackendTranslation(category: string, integration: string): Promise<Localize>;
  callWS<T>(message: Record<string, unknown>): Promise<T>;
  callService(
    domain: string,
    service: string,
    data: Record<string, unknown>,
    target: undefined,
    notifyOnError: boolean,
  ): Promise<unknown>;
}

/** An error of an action, as the websocket API gives it; within another one if the connection was lost. */
export interface ActionError {
  message?: string;
  error?: { message?: string };
  translation_domain?: string;
  translation_key?: string;
  translation_placeholders?: Record<string, string>;
}
