import type { FarSide } from './adapter-harness.ts'

const unused = (): never => {
  throw new Error('not used here')
}
/** For tests that talk to the demo centre: nobody stands on the other side to be told what to do. */
export const noFarSide: FarSide = {
  sockets: unused,
  keeps: unused,
  talkNonsense: unused,
  refuseCredential: unused,
  kill: unused,
  revive: unused,
  calls: unused
}
