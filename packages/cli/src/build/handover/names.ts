/** What the texts that go with a project are made of. */
export interface Handover {
  name: string;
  version: string;
  build: number;
  bundleId: string;
  packageName: string;
  pushOn: boolean;
  /** Without one it has a placeholder, which no store takes. */
  hasIcon: boolean;
  /** Apple's id of the team that signs the iOS app; undefined: chosen in Xcode. */
  teamId: string | undefined;
  /** Of the Xcode workspace, project and scheme: the folder below `ios/`. */
  xcode: string;
  configHash: string;
}
