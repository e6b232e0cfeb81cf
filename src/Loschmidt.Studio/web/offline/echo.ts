import { mount } from "svelte";
import "../src/styles/app.css";
import EchoPage from "./EchoPage.svelte";

mount(EchoPage, { target: document.getElementById("page")! });
