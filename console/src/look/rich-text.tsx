import { lazy, Suspense } from 'react'
import { STYLE_NONCE } from '../../style-nonce'

const Editor = lazy(() => import('./rich-editor').then((part) => ({ default: part.RichEditor })))

export interface RichTextInputProps {
  readonly value?: string
  readonly onChange?: (value: string) => void
}

/** Rich text with its look on the phone beside it; the editor loads when a form shows it. */
export function RichTextInput(props: RichTextInputProps) {
  return (
    <Suspense fallback={<div className="rich-wait sub">正在打开编辑器</div>}>
      <Editor {...props} />
    </Suspense>
  )
}

const style = `
  body { margin: 0; padding: 16px; color: #3d434b; overflow-wrap: anywhere;
    font: 400 15px/24px -apple-system, 'PingFang SC', 'Microsoft YaHei', sans-serif; }
  img, video { display: block; max-width: 100%; height: auto; margin: 8px 0; border-radius: 8px; }
  p { margin: 0 0 8px; min-height: 24px; } h2, h3 { margin: 12px 0 4px; color: #1f2328; }
  h2 { font-size: 18px; } h3 { font-size: 16px; } ul, ol { margin: 0 0 8px; padding-left: 20px; }
  blockquote { margin: 0 0 8px; padding-left: 12px; border-left: 3px solid #e3dfd7; }`

const HEAD = `<!doctype html><meta charset="utf-8"><style nonce="${STYLE_NONCE}">${style}</style>`

/** The page's policy reads no style attributes; alignment and colours are set from here. */
function showColours(frame: HTMLIFrameElement): void {
  for (const element of frame.contentDocument?.querySelectorAll<HTMLElement>('[style]') ?? []) {
    element.style.cssText = element.getAttribute('style') ?? ''
  }
}

/** AD-132: the text as the member program shows it, 390 px wide. No script runs in this frame. */
export function PhonePreview({ html }: { readonly html: string }) {
  return (
    <div className="phone-preview">
      <iframe
        title="手机上的样子"
        sandbox="allow-same-origin"
        srcDoc={`${HEAD}${html}`}
        onLoad={({ currentTarget }) => showColours(currentTarget)}
      />
    </div>
  )
}
