import { getAgreement, listAgreements, publishAgreement } from '@xietong/domain/settings/contract'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useMay, useRead } from '../../api/hooks'
import { Page } from '../../look/page'
import { Loaded } from '../../look/page-states'
import { timeWords } from '../../look/words'
import { form } from '../../resource/declare'
import { FormDrawer } from '../../resource/form-drawer'
import { htmlOf, paragraphsOf, textOf } from './agreement-text'

const names = { registration: '注册协议', service: '服务协议', privacy: '隐私政策' } as const
type Kind = keyof typeof names

interface TextInputProps {
  readonly value?: string
  readonly onChange?: (value: string) => void
}

function TextInput({ value, onChange }: TextInputProps) {
  return (
    <Input.TextArea
      value={value}
      autoSize={{ minRows: 16, maxRows: 28 }}
      maxLength={50_000}
      onChange={(event) => onChange?.(event.target.value)}
    />
  )
}

const publishing = form(publishAgreement, {
  title: '发布新版本',
  submit: '发布新版本',
  columns: 2,
  fields: [
    { name: 'title', wide: true },
    { name: 'text', label: '正文', wide: true, required: true, control: <TextInput /> },
  ],
  initial: ({ title, html }: { title: string; html: string }) => ({ title, text: textOf(html) }),
  note: () => '一段一行，“## ”开头的是小标题。发布后，会员下次登录要重新同意。',
  toInput: (values, { kind }: { kind: Kind } & { title: string; html: string }) => ({
    kind,
    html: htmlOf(String(values.text ?? '')),
  }),
  done: '已发布新版本',
})

/** MB-010: the texts that a sign-in has to accept, with their versions. */
export function AgreementsPage() {
  const read = useRead(listAgreements, {})
  const [kind, choose] = useState<Kind>('registration')
  return (
    <Page title="协议" note="发布后不改旧版，只出新版" reading>
      <div className="agreements">
        <section className="card">
          <Loaded read={read} what="协议">
            {({ rows }) =>
              rows.map((row) => (
                <button
                  key={row.kind}
                  type="button"
                  className={row.kind === kind ? 'plain box-line tall here' : 'plain box-line tall'}
                  onClick={() => choose(row.kind)}
                >
                  <span className="grow">
                    <span className="strong">{names[row.kind]}</span>
                    <span className="sub cut">
                      第 {row.version} 版 · {timeWords(row.publishedAt)} 发布
                    </span>
                  </span>
                </button>
              ))
            }
          </Loaded>
        </section>
        <Agreement key={kind} kind={kind} />
      </div>
    </Page>
  )
}

function Agreement({ kind }: { readonly kind: Kind }) {
  const read = useRead(getAgreement, { kind })
  const may = useMay()
  const [isWriting, setWriting] = useState(false)
  return (
    <section className="card">
      <Loaded read={read} what="协议正文">
        {(agreement) => (
          <>
            <div className="card-head">
              <h2>{agreement.title}</h2>
              <span className="sub">第 {agreement.version} 版</span>
              <span className="grow" />
              {may(publishAgreement) ? (
                <Button type="primary" onClick={() => setWriting(true)}>
                  发布新版本
                </Button>
              ) : null}
            </div>
            <div className="agreement-words">
              {paragraphsOf(textOf(agreement.html)).map(({ key, isHeading, words }) =>
                isHeading ? <h3 key={key}>{words}</h3> : <p key={key}>{words}</p>,
              )}
            </div>
            {isWriting ? (
              <FormDrawer spec={publishing} subject={agreement} onClose={() => setWriting(false)} />
            ) : null}
          </>
        )}
      </Loaded>
    </section>
  )
}
