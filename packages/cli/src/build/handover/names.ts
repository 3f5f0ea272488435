/** What the texts that go with a project are made of. */
export interface Handover {
  name: string;
  version: string;
  build: number;
  bundleId: string;
  packageName: string;
  pushOn: boolean;
  /** Of the Xcode workspace, project and scheme: the folder below `ios/`. */
  xcode: string;
  configHash: string;
}
