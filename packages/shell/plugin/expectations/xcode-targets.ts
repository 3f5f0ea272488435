import { parse } from '@bacons/xcode/json';
import * as z from 'zod';

/** A target of an Xcode project, as a reader sees it: names in place of ids. */
export interface XcodeTarget {
  name: string;
  productType: string;
  /** The name of what it makes: `Shop.app`. */
  product: string;
  /** By configuration: `Debug`, `Release`. */
  settings: Record<string, Record<string, unknown>>;
  phases: { kind: string; name: string; destination: string; files: string[] }[];
  /** The targets that are built before it. */
  dependsOn: string[];
}

const Ids = z.array(z.string()).default([]);
const Named = z.looseObject({ name: z.string().optional(), path: z.string().optional() });
const NativeTarget = z.looseObject({
  name: z.string(),
  productType: z.string(),
  productReference: z.string(),
  buildConfigurationList: z.string(),
  buildPhases: Ids,
  dependencies: Ids,
});
const Phase = z.looseObject({
  isa: z.string(),
  name: z.string().optional(),
  dstSubfolderSpec: z.coerce.string().default(''),
  files: Ids,
});
const Configuration = z.looseObject({ name: z.string(), buildSettings: z.record(z.string(), z.unknown()) });
const Root = z.looseObject({ targets: Ids });

/** Reads the targets of a project.pbxproj, each with everything that it points at. */
export function targetsOf(text: string): XcodeTarget[] {
  const { objects, rootObject } = z
    .looseObject({ objects: z.record(z.string(), z.unknown()), rootObject: z.string() })
    .parse(parse(text));
  const as = <T>(schema: z.ZodType<T>, id: string): T => schema.parse(objects[id]);
  const fileName = (id: string) => {
    // A product of a Swift package has none.
    const { fileRef } = as(z.looseObject({ fileRef: z.string().optional() }), id);
    const file = fileRef === undefined ? {} : as(Named, fileRef);
    return file.path ?? file.name ?? '';
  };
  return as(Root, rootObject).targets.map((id) => {
    const target = as(NativeTarget, id);
    const list = as(z.looseObject({ buildConfigurations: Ids }), target.buildConfigurationList);
    const configurations = list.buildConfigurations.map((one) => as(Configuration, one));
    return {
      name: target.name,
      productType: target.productType,
      product: as(Named, target.productReference).path ?? '',
      settings: Object.fromEntries(configurations.map(({ name, buildSettings }) => [name, buildSettings])),
      phases: target.buildPhases.map((one) => {
        const { isa, name, dstSubfolderSpec, files } = as(Phase, one);
        return { kind: isa, name: name ?? '', destination: dstSubfolderSpec, files: files.map(fileName) };
      }),
      dependsOn: target.dependencies.map((one) => {
        const { target: other } = as(z.looseObject({ target: z.string() }), one);
        return as(NativeTarget, other).name;
      }),
    };
  });
}

/** The setting of every configuration of a target: one value, if they agree. */
export function setting(target: XcodeTarget | undefined, name: string): unknown {
  const values = Object.values(target?.settings ?? {}).map((settings) => settings[name]);
  return values.every((value) => value === values[0]) ? values[0] : values;
}

export const appOf = (targets: XcodeTarget[]): XcodeTarget | undefined =>
  targets.find(({ productType }) => productType === 'com.apple.product-type.application');
