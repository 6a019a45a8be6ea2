/** The rig of the runtime cleans up after each test; a process that is to be killed is no test. */
export function afterEach(): void {
  // Its folder goes with the test that started it.
}
