import Image from '@tiptap/extension-image'
import { type Editor, EditorContent, useEditor, useEditorState } from '@tiptap/react'
import StarterKit from '@tiptap/starter-kit'
import { App, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { asProblem } from '../api/problem'
import { uploadFile } from '../api/upload'
import { fileAddress } from './picture-upload'
import { PhonePreview, type RichTextInputProps } from './rich-text'
import { RichVideo } from './rich-video'

const extensions = [
  StarterKit.configure({ heading: { levels: [2, 3] }, code: false, codeBlock: false }),
  Image,
  RichVideo,
]

/** An empty document is an empty text, so that a page without details shows no part for them. */
const textOf = (editor: Editor) => (editor.isEmpty ? '' : editor.getHTML())

export function RichEditor({ value = '', onChange }: RichTextInputProps) {
  const editor = useEditor({
    extensions,
    content: value,
    injectCSS: false,
    editorProps: { attributes: { class: 'rich-area', 'aria-label': '详情' } },
    onUpdate: (update) => onChange?.(textOf(update.editor as Editor)),
  })
  useEffect(() => {
    // A form that is filled again (another record, a stale edit) brings another text.
    if (editor && value !== textOf(editor)) {
      editor.commands.setContent(value, { emitUpdate: false })
    }
  }, [editor, value])
  if (!editor) {
    return null
  }
  return (
    <div className="rich">
      <div className="rich-side">
        <Tools editor={editor} />
        <EditorContent editor={editor} />
      </div>
      <PhonePreview html={value} />
    </div>
  )
}

/** With an empty line behind it, so that what comes next does not take the file's place. */
const insert = (editor: Editor, type: 'image' | 'video', src: string) =>
  editor
    .chain()
    .focus()
    .insertContent([{ type, attrs: { src } }, { type: 'paragraph' }])
    .run()

const marks = [
  { key: 'bold', label: '加粗', run: (editor: Editor) => editor.chain().focus().toggleBold() },
  { key: 'italic', label: '斜体', run: (editor: Editor) => editor.chain().focus().toggleItalic() },
  {
    key: 'heading',
    label: '标题',
    run: (editor: Editor) => editor.chain().focus().toggleHeading({ level: 2 }),
  },
  {
    key: 'bulletList',
    label: '列表',
    run: (editor: Editor) => editor.chain().focus().toggleBulletList(),
  },
  {
    key: 'blockquote',
    label: '引用',
    run: (editor: Editor) => editor.chain().focus().toggleBlockquote(),
  },
] as const

function Tools({ editor }: { readonly editor: Editor }) {
  const active = useEditorState({
    editor,
    selector: (state) => marks.filter(({ key }) => state.editor.isActive(key)).map((m) => m.key),
  })
  return (
    <div className="row rich-tools">
      {marks.map(({ key, label, run }) => (
        <Button
          key={key}
          size="small"
          type={active.includes(key) ? 'primary' : 'text'}
          onClick={() => run(editor).run()}
        >
          {label}
        </Button>
      ))}
      <FileTool
        label="图片"
        types={['image/png', 'image/jpeg', 'image/webp']}
        onFile={(src) => insert(editor, 'image', src)}
      />
      <FileTool label="视频" types={['video/mp4']} onFile={(src) => insert(editor, 'video', src)} />
    </div>
  )
}

interface FileToolProps {
  readonly label: string
  readonly types: readonly Parameters<typeof uploadFile>[1]['type'][]
  readonly onFile: (address: string) => void
}

function FileTool({ label, types, onFile }: FileToolProps) {
  const { message } = App.useApp()
  const chooser = useRef<HTMLInputElement>(null)
  const [isSending, setSending] = useState(false)
  const send = async (file: File | undefined) => {
    const type = types.find((known) => known === file?.type)
    if (!file || !type) {
      return
    }
    setSending(true)
    try {
      onFile(fileAddress(await uploadFile(file, { type, access: 'public' })))
    } catch (error) {
      message.error(asProblem(error).message)
    } finally {
      setSending(false)
    }
  }
  return (
    <>
      <Button size="small" type="text" loading={isSending} onClick={() => chooser.current?.click()}>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        aria-label={`选择${label}`}
        style={{ display: 'none' }}
        accept={types.join(',')}
        onChange={(event) => {
          const [file] = event.target.files ?? []
          event.target.value = ''
          void send(file)
        }}
      />
    </>
  )
}
