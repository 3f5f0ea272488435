import { NOTIFICATION_SERVICE } from '../native-names.ts';
import {
  addTo,
  type Entry,
  isEntry,
  listOf,
  openSections,
  type Project,
  pointer,
  quoted,
  type Reference,
  type Sections,
} from './pbxproj.ts';

/** What the extension takes from the app that it belongs to. */
export interface ServiceFacts {
  bundleId: string;
  version: string;
  build: string;
  /** Apple's team id; absent: chosen in Xcode. */
  teamId: string | undefined;
}

interface Files {
  product: Reference;
  swift: Reference;
}

/** Puts the extension into an Xcode project: files, target, settings, and the app that depends on it and embeds it. */
export function addServiceTarget(sections: Sections, facts: ServiceFacts): void {
  const project = openSections(sections);
  const app = project.first('PBXNativeTarget', ({ productType }) => isApplication(productType));
  const files = addFiles(project);
  const target = project.put('PBXNativeTarget', 'target', {
    comment: NOTIFICATION_SERVICE,
    ...pointer('buildConfigurationList', addConfigurations(project, app.entry, facts)),
    buildPhases: addPhases(project, files.swift),
    buildRules: [],
    dependencies: [],
    name: NOTIFICATION_SERVICE,
    productName: NOTIFICATION_SERVICE,
    ...pointer('productReference', files.product),
    productType: quoted('com.apple.product-type.app-extension'),
  });
  addToProject(project, target, facts);
  addToApp(project, app.entry, { target, product: files.product });
}

const isApplication = (productType: unknown): boolean =>
  productType === quoted('com.apple.product-type.application');

function addFiles(project: Project): Files {
  const file = (path: string, fields: Entry) =>
    project.put('PBXFileReference', path, { comment: path, path, sourceTree: quoted('<group>'), ...fields });
  const swift = file(`${NOTIFICATION_SERVICE}.swift`, { lastKnownFileType: 'sourcecode.swift' });
  const infoPlist = file('Info.plist', { lastKnownFileType: 'text.plist.xml' });
  const product = file(`${NOTIFICATION_SERVICE}.appex`, {
    explicitFileType: quoted('wrapper.app-extension'),
    includeInIndex: 0,
    sourceTree: 'BUILT_PRODUCTS_DIR',
  });
  const group = project.put('PBXGroup', 'group', {
    comment: NOTIFICATION_SERVICE,
    children: [swift, infoPlist],
    path: NOTIFICATION_SERVICE,
    sourceTree: quoted('<group>'),
  });
  const { entry: root } = project.first('PBXProject');
  addTo(project.entry('PBXGroup', root.mainGroup), { key: 'children' }, group);
  addTo(project.entry('PBXGroup', root.productRefGroup), { key: 'children' }, product);
  return { swift, product };
}

function addPhases(project: Project, swift: Reference): Reference[] {
  const phase = (name: string, files: Reference[]) =>
    project.put(`PBX${name}BuildPhase`, `phase ${name}`, {
      comment: name,
      buildActionMask: 2147483647,
      files,
      runOnlyForDeploymentPostprocessing: 0,
    });
  const compiled = buildFile(project, { file: swift, phase: 'Sources' });
  return [phase('Sources', [compiled]), phase('Frameworks', []), phase('Resources', [])];
}

/** A file's part in a phase: what is done with it there. */
const buildFile = (
  project: Project,
  { file, phase, ...fields }: Entry & { file: Reference; phase: string },
) =>
  project.put('PBXBuildFile', `${file.comment} in ${phase}`, {
    comment: `${file.comment} in ${phase}`,
    ...pointer('fileRef', file),
    ...fields,
  });

function addConfigurations(project: Project, app: Entry, facts: ServiceFacts): Reference {
  const list = project.entry('XCConfigurationList', app.buildConfigurationList);
  const configurations = listOf(list, 'buildConfigurations').map(({ value, comment }) =>
    project.put('XCBuildConfiguration', `configuration ${comment}`, {
      comment,
      buildSettings: settings(project.entry('XCBuildConfiguration', value).buildSettings, facts, comment),
      name: comment,
    }),
  );
  return project.put('XCConfigurationList', 'configurations', {
    comment: `Build configuration list for PBXNativeTarget "${NOTIFICATION_SERVICE}"`,
    buildConfigurations: configurations,
    defaultConfigurationIsVisible: 0,
    defaultConfigurationName: 'Release',
  });
}

/** What the extension must share with the app, or the store refuses both. */
const shared = ['IPHONEOS_DEPLOYMENT_TARGET', 'TARGETED_DEVICE_FAMILY'];

function settings(
  app: unknown,
  { bundleId, version, build, teamId }: ServiceFacts,
  configuration: string,
): Entry {
  const ofApp = isEntry(app) ? shared.filter((key) => key in app).map((key) => [key, app[key]]) : [];
  return {
    APPLICATION_EXTENSION_API_ONLY: 'YES',
    CLANG_ENABLE_MODULES: 'YES',
    CODE_SIGN_STYLE: 'Automatic',
    CURRENT_PROJECT_VERSION: quoted(build),
    ...(teamId ? { DEVELOPMENT_TEAM: teamId } : {}),
    GENERATE_INFOPLIST_FILE: 'NO',
    INFOPLIST_FILE: `${NOTIFICATION_SERVICE}/Info.plist`,
    LD_RUNPATH_SEARCH_PATHS: quoted(
      '$(inherited) @executable_path/Frameworks @executable_path/../../Frameworks',
    ),
    MARKETING_VERSION: quoted(version),
    PRODUCT_BUNDLE_IDENTIFIER: quoted(`${bundleId}.${NOTIFICATION_SERVICE}`),
    PRODUCT_NAME: quoted('$(TARGET_NAME)'),
    SKIP_INSTALL: 'YES',
    SWIFT_OPTIMIZATION_LEVEL: quoted(configuration === 'Debug' ? '-Onone' : '-O'),
    SWIFT_VERSION: '5.0',
    ...Object.fromEntries(ofApp),
  };
}

function addToProject(project: Project, target: Reference, { teamId }: ServiceFacts): void {
  const { entry } = project.first('PBXProject');
  addTo(entry, { key: 'targets' }, target);
  const attributes = isEntry(entry.attributes) ? entry.attributes : {};
  const ofTargets = isEntry(attributes.TargetAttributes) ? attributes.TargetAttributes : {};
  ofTargets[target.value] = {
    CreatedOnToolsVersion: '16.0',
    ...(teamId ? { DevelopmentTeam: teamId } : {}),
    ProvisioningStyle: 'Automatic',
  };
  entry.attributes = { ...attributes, TargetAttributes: ofTargets };
}

/** The app builds the extension first and carries it in its folder PlugIns (destination 13). */
function addToApp(
  project: Project,
  app: Entry,
  { target, product }: { target: Reference; product: Reference },
) {
  const root = project.first('PBXProject');
  const proxy = project.put('PBXContainerItemProxy', 'proxy', {
    comment: 'PBXContainerItemProxy',
    ...pointer('containerPortal', { value: root.id, comment: 'Project object' }),
    proxyType: 1,
    remoteGlobalIDString: target.value,
    remoteInfo: NOTIFICATION_SERVICE,
  });
  const dependency = project.put('PBXTargetDependency', 'dependency', {
    comment: 'PBXTargetDependency',
    ...pointer('target', target),
    ...pointer('targetProxy', proxy),
  });
  addTo(app, { key: 'dependencies' }, dependency);
  const name = 'Embed Foundation Extensions';
  const embedded = buildFile(project, {
    file: product,
    phase: name,
    settings: { ATTRIBUTES: ['RemoveHeadersOnCopy'] },
  });
  const phase = project.put('PBXCopyFilesBuildPhase', 'embed', {
    comment: name,
    buildActionMask: 2147483647,
    dstPath: quoted(''),
    dstSubfolderSpec: 13,
    files: [embedded],
    name: quoted(name),
    runOnlyForDeploymentPostprocessing: 0,
  });
  // Before the scripts that read the finished app: behind them, Xcode finds a cycle.
  addTo(app, { key: 'buildPhases', after: ({ comment }) => comment === 'Resources' }, phase);
}
