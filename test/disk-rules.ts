import { diskResources } from "../src/desk/disk-resources.ts";
import { type Rules, readRules } from "../src/extract/rules.ts";

/** The tables of extraction as the package ships them. */
export const diskRules = (): Promise<Rules> => readRules(diskResources());
