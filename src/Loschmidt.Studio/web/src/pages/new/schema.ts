// From the experiments' JSON schema to the fields of a form.

export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  enum?: (string | null)[];
  const?: string;
  anyOf?: Schema[];
  items?: Schema;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

export type FieldKind = "group" | "machine" | "choice" | "flag" | "number" | "text" | "list" | "free";

export interface Field {
  key: string;
  path: string[];
  kind: FieldKind;
  help: string;
  required: boolean;
  /** What it is where nothing is written, as text; empty where that is nothing. */
  standard: string;
  /** Words that are accepted; of numbers, beside numbers. */
  words: string[];
  /** Range in words. */
  range: string;
  children: Field[];
}

/** The experiment's blocks and keys, without the machine's, which depend on its kind. */
export const fieldsOf = (schema: Schema): Field[] => children(schema, schema, []);

/** The keys of a machine of some kind, beside the kind itself. */
export function machineFields(schema: Schema, kind: string): Field[] {
  const settings = schema.$defs?.[kind];
  return settings ? children(schema, settings, ["machine"]).filter((field) => field.key !== "kind") : [];
}

/** The machines that there are. */
export const kindsOf = (schema: Schema): string[] => (schema.properties?.machine?.properties?.kind?.enum ?? []) as string[];

/** Every number inside a block, with dotted keys: what can be turned step by step. */
export function numbersIn(fields: Field[]): Field[] {
  return fields.flatMap((field) => (field.kind === "number" ? [field] : numbersIn(field.children)));
}

function children(root: Schema, block: Schema, path: string[]): Field[] {
  const required = block.required ?? [];
  return Object.entries(block.properties ?? {}).map(([key, inner]) => fieldOf(root, key, inner, [...path, key], required.includes(key)));
}

function fieldOf(root: Schema, key: string, written: Schema, path: string[], required: boolean): Field {
  const schema = written.$ref ? { ...resolve(root, written.$ref), ...written } : written;
  const types = [schema.type ?? []].flat();
  const field: Field = { key, path, kind: "text", help: sentence(schema.description ?? ""), required, standard: plain(schema.default), words: [], range: "", children: [] };
  if (path.length === 1 && key === "machine") return { ...field, kind: "machine" };
  if (schema.enum) return { ...field, kind: "choice", words: schema.enum.filter((word) => word !== null) };
  if (schema.anyOf) return { ...field, kind: "number", words: schema.anyOf.flatMap((one) => one.const ?? []), range: rangeOf(schema.anyOf[0] ?? {}) };
  if (types.includes("object")) {
    // Keys that are anything at all are lines of their own, not fields; those of a short form are the whole experiment's again.
    const free = !schema.properties || key === "quick";
    return { ...field, kind: free ? "free" : "group", children: free ? [] : children(root, schema, path) };
  }
  if (types.includes("array")) return { ...field, kind: "list", range: schema.items ? rangeOf(schema.items) : "" };
  if (types.includes("string")) return field;
  if (types.includes("boolean")) return { ...field, kind: "flag", words: ["true", "false"] };
  return { ...field, kind: "number", range: rangeOf(schema) };
}

function resolve(root: Schema, reference: string): Schema {
  let place: unknown = root;
  for (const part of reference.replace(/^#\//, "").split("/")) place = (place as Record<string, unknown> | undefined)?.[part];
  return (place ?? {}) as Schema;
}

const largeEnough = 1e6;

function rangeOf(schema: Schema): string {
  const low = schema.exclusiveMinimum !== undefined ? `> ${minus(schema.exclusiveMinimum)}` : schema.minimum !== undefined && schema.minimum > -largeEnough ? `≥ ${minus(schema.minimum)}` : "";
  const high = schema.exclusiveMaximum !== undefined ? `< ${schema.exclusiveMaximum}` : schema.maximum !== undefined && schema.maximum < largeEnough ? `≤ ${schema.maximum}` : "";
  return [low, high].filter(Boolean).join(", ");
}

const minus = (value: number): string => String(value).replace("-", "−");

const plain = (value: unknown): string => (value === undefined || value === null ? "" : Array.isArray(value) ? value.map(plain).join(", ") : typeof value === "object" ? "" : String(value));

const sentence = (text: string): string => (text === "" ? "" : text[0]!.toUpperCase() + text.slice(1).replace(/\.$/, ""));
