export interface PhoneButtonProps {
  readonly children: string
  readonly running?: boolean
  readonly id?: string
  /** False keeps the grant from being asked, for example before the agreements are ticked. */
  readonly ready: boolean
  readonly onNotReady: () => void
  /** A one-time code for the phone number; null when the person refused. */
  readonly onCode: (code: string | null) => void
}
