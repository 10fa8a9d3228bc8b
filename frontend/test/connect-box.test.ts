// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { ConnectBox, type Call } from "../src/parts/connect-box";
import { StationInput } from "../src/parts/station-input";
import { all } from "./page";

customElements.define("test-connect-box", ConnectBox);
customElements.define("allstarlink-station-input", StationInput);

let box: ConnectBox;
let calls: Call[];

const select = () => all(box, "select")[0] as HTMLSelectElement;

const field = () => all(box, "allstarlink-station-input")[0] as StationInput;

const type = async (text: string) => {
  await field().updateComplete;
  const input = all(field(), "input")[0] as HTMLInputElement;
  input.value = text;
  input.dispatchEvent(new Event("input"));
  await box.updateComplete;
};

const pick = async (mode: string) => {
  select().value = mode;
  select().dispatchEvent(new Event("change"));
  await box.updateComplete;
};

const submit = () => all(box, "form")[0]?.dispatchEvent(new Event("submit", { cancelable: true }));

beforeEach(async () => {
  calls = [];
  box = document.createElement("test-connect-box") as ConnectBox;
  box.texts = (key) => key;
  box.addEventListener("call", (event) => calls.push((event as CustomEvent<Call>).detail));
  document.body.replaceChildren(box);
  await box.updateComplete;
});

test("the mode that is shown is the one that is called with", async () => {
  await type("2000");
  for (const mode of ["monitor", "transceive", "monitor"]) await pick(mode);
  submit();
  box.clear("2000");
  await box.updateComplete;
  await type("2001");
  expect(select().value).toBe("transceive");
  submit();
  expect(calls.map(({ node, mode }) => [node, mode])).toEqual([
    ["2000", "monitor"],
    ["2001", "transceive"],
  ]);
});

test("what is typed while a call is made stays", async () => {
  await type("2000 ");
  submit();
  await type("2001");
  await pick("monitor");
  box.clear("2000");
  await box.updateComplete;
  submit();
  expect(calls.map(({ node, mode }) => [node, mode])).toEqual([
    ["2000", "transceive"],
    ["2001", "monitor"],
  ]);
});
