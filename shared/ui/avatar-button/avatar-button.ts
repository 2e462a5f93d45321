import type { PickedFile } from '../platform/platform'

export interface AvatarButtonProps {
  /** Address of the avatar now; null = the drawn one. */
  readonly address: string | null
  /** A picture that the person chose. */
  readonly onChosen: (file: PickedFile) => void
  /** Closed, or not allowed: in words where there is something to say. */
  readonly onNothing: (message: string) => void
}
