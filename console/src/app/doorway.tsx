import type { ReactNode } from 'react'
import { CrabSign } from '../look/pictures'

/** The page before the console: sign-in and the forced change of password. */
export function Doorway({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <div className="doorway">
      <main className="doorway-card">
        <div className="doorway-brand">
          <CrabSign size={36} />
          <div>
            <b>蟹同</b>
            <div className="sub">总部管理后台</div>
          </div>
        </div>
        <h1>{title}</h1>
        {children}
      </main>
      <Lake />
    </div>
  )
}

/** Quiet water at the foot of the page. */
function Lake() {
  return (
    <svg
      className="doorway-lake"
      viewBox="0 0 1440 220"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d="M0 90c180-60 320-60 520-10s360 50 520 0 280-40 400-10v150H0z" fill="#E4ECEB" />
      <path d="M0 140c200-50 380-40 560 0s360 40 520 0 260-30 360-6v86H0z" fill="#D5E3E3" />
      <path d="M0 184c240-30 420-24 640 0s480 20 800-10v46H0z" fill="#C9D8D8" />
    </svg>
  )
}
