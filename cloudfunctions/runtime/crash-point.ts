/** Where a process can be made to die, in the order in which a command passes them. */
export const crashPoints = [
  'command.claimed',
  'command.handled',
  'command.recorded',
  'command.committed',
  'command.answering',
] as const
export type CrashPoint = (typeof crashPoints)[number]

/**
 * Dies here when XIETONG_CRASH_AT names this point, as the platform may kill a process anywhere
 * (tests/crash). The build of the functions removes it: there the name is never set.
 */
export function crashPoint(point: CrashPoint): void {
  if (process.env.XIETONG_CRASH_AT === point) {
    process.kill(process.pid, 'SIGKILL')
  }
}
