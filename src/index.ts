/** The public library for Node: all of `sayso/browser`, and what joins it with disk and network. Re-exports, nothing computed. */
export * from "./browser.ts";
export { diskResources } from "./desk/disk-resources.ts";
export { type NodeReader, openReader, type ReadInput, read } from "./desk/library.ts";
