import assert from "node:assert/strict";
import { test } from "node:test";

import { neutralize } from "../src/trust.js";

test("only Leaflet's own probes become HTML; all else becomes text", () => {
  assert.equal(neutralize("<svg/>"), "<svg/>");
  assert.equal(neutralize('<img src=x onerror="alert(1)">'), "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
});
