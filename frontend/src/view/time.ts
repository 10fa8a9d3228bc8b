// Times as people read them.

import type { Hass } from "../hass";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A running clock: `0:07`, `12:34`, `1:02:03`. */
export const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, "0");
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const rest = two(whole % MINUTE);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
};

const formats = new Map<string, Intl.NumberFormat>();

const unit = (value: number, name: string, language: string): string => {
  const key = `${language} ${name}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(language, { style: "unit", unit: name, unitDisplay: "short" });
    formats.set(key, format);
  }
  return format.format(value);
};

/** A talk of less than a second: `< 1 sec`. */
export const underASecond = (language: string): string => `< ${unit(1, "second", language)}`;

/** A span in its two largest units: `3 days 4 hr`, `12 min`, `< 1 min`. */
export const span = (seconds: number, language: string): string => {
  if (seconds < MINUTE) return `< ${unit(1, "minute", language)}`;
  const days = Math.floor(seconds / DAY);
  const hours = Math.floor((seconds % DAY) / HOUR);
  const minutes = Math.floor((seconds % HOUR) / MINUTE);
  const parts: string[] = [];
  if (days > 0) parts.push(unit(days, "day", language));
  if (hours > 0) parts.push(unit(hours, "hour", language));
  if (days === 0 && minutes > 0) parts.push(unit(minutes, "minute", language));
  return parts.join(" ");
};

const relatives = new Map<string, Intl.RelativeTimeFormat>();

/** How long ago: `now`, `40s ago`, `3m ago`. */
export const ago = (seconds: number, language: string): string => {
  let format = relatives.get(language);
  if (!format) {
    format = new Intl.RelativeTimeFormat(language, { numeric: "auto", style: "narrow" });
    relatives.set(language, format);
  }
  if (seconds < 1) return format.format(0, "second");
  if (seconds < MINUTE) return format.format(-Math.floor(seconds), "second");
  if (seconds < HOUR) return format.format(-Math.floor(seconds / MINUTE), "minute");
  if (seconds < DAY) return format.format(-Math.floor(seconds / HOUR), "hour");
  return format.format(-Math.floor(seconds / DAY), "day");
};

const dateFormat = (hass: Hass, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const { time_zone, time_format } = hass.locale;
  // Not hour12: false, which some languages take for a day that ends at 24:59.
  const hourCycle = time_format === "12" ? "h12" : time_format === "24" ? "h23" : undefined;
  return new Intl.DateTimeFormat(hass.locale.language, {
    ...(hourCycle && options.hour ? { hourCycle } : {}),
    ...(time_zone === "server" ? { timeZone: hass.config.time_zone } : {}),
    ...options,
  });
};

const days = new Map<string, Intl.DateTimeFormat>();

/** Equal for times of the same day where Home Assistant is: what it counts of today begins there. */
export const serverDay = ({ config }: Hass, at: number): string => {
  let format = days.get(config.time_zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en", { timeZone: config.time_zone });
    days.set(config.time_zone, format);
  }
  return format.format(at);
};

/** What formats times of day and days as the user's profile says. */
export const dayTimes = (hass: Hass) => {
  const time = dateFormat(hass, { hour: "numeric", minute: "2-digit", second: "2-digit" });
  const hour = dateFormat(hass, { hour: "numeric", timeZone: "UTC" });
  const day = dateFormat(hass, { weekday: "long", month: "long", day: "numeric" });
  const date = dateFormat(hass, { year: "numeric", month: "2-digit", day: "2-digit" });
  const hours = new Intl.DateTimeFormat("en", {
    hour: "numeric",
    hourCycle: "h23",
    ...(hass.locale.time_zone === "server" ? { timeZone: hass.config.time_zone } : {}),
  });
  return {
    time: (at: number) => time.format(at),
    day: (at: number) => day.format(at),
    /** Equal for times of the same day. */
    date: (at: number) => date.format(at),
    /** 0 to 23. */
    hour: (at: number) => Number(hours.format(at)),
    hourLabel: (value: number) => hour.format(Date.UTC(2000, 0, 1, value)),
  };
};
