// The talks of today on a node.

import { Asked } from "./asked";
import type { TalksToday } from "./model";

export class TodaysTalks extends Asked<TalksToday> {
  get talks(): TalksToday | undefined {
    return this.answer;
  }
}
