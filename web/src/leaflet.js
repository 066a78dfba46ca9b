import "./trust.js";
import * as L from "leaflet";

globalThis.L = L;
