import type { ReactNode } from 'react'
import { useEffect } from 'react'

export interface PageProps {
  readonly title: ReactNode
  /** Name for the tab of the browser, where the title is not plain words. */
  readonly name?: string
  readonly crumb?: ReactNode
  /** One grey sentence of context. */
  readonly note?: ReactNode
  readonly extra?: ReactNode
  readonly children: ReactNode
  /** Pages of words and forms stop at 1440 on wide screens; tables do not. */
  readonly reading?: boolean
}

/** Head and body of every page. */
export function Page({ title, name, crumb, note, extra, children, reading }: PageProps) {
  const inTab = name ?? (typeof title === 'string' ? title : '')
  useEffect(() => {
    document.title = inTab ? `${inTab} · 蟹同` : '蟹同 · 管理后台'
  }, [inTab])
  return (
    <div className={reading ? 'page reading' : 'page'}>
      <header className="page-head">
        <div>
          {crumb ? <div className="crumb">{crumb}</div> : null}
          <div className="row">
            <h1>{title}</h1>
            {note ? <span className="note">{note}</span> : null}
          </div>
        </div>
        <span className="grow" />
        {extra}
      </header>
      {children}
    </div>
  )
}
