import { mount } from "svelte";
import "../src/styles/app.css";
import PinballPage from "./PinballPage.svelte";

mount(PinballPage, { target: document.getElementById("page")! });
