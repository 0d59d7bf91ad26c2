/** Why Kith cannot start, in one sentence for its owner that also says what to do. */
export class StartFailure extends Error {
  override readonly name = "StartFailure";
}
