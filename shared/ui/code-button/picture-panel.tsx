import { Image, View } from '@tarojs/components'
import { useState } from 'react'
import { Button } from '../button'
import { Field } from '../field'
import { Panel } from '../panel'

export interface Picture {
  readonly id: string
  /** Data URI of the picture. */
  readonly source: string
}

interface PicturePanelProps {
  readonly picture: Picture
  readonly running: boolean
  readonly onAnswer: (answer: string) => void
  readonly onClose: () => void
}

/** Asks for the four digits of a picture before a further SMS code leaves (IN-061). */
export function PicturePanel({ picture, running, onAnswer, onClose }: PicturePanelProps) {
  const [typed, setTyped] = useState('')
  return (
    <Panel title="图形验证" open onClose={onClose}>
      <View className="x-code-picture">
        <Image
          id="picture-check"
          className="x-code-digits"
          src={picture.source}
          mode="aspectFit"
          aria-label="图形验证码"
        />
      </View>
      <Field
        id="picture-answer"
        label="图中的 4 位数字"
        type="code"
        maxLength={4}
        value={typed}
        onInput={setTyped}
      />
      <View className="x-code-send">
        <Button
          block
          id="picture-send"
          running={running}
          disabled={typed.length < 4}
          onTap={() => onAnswer(typed)}
        >
          获取验证码
        </Button>
      </View>
    </Panel>
  )
}
