import { Dropdown, Modal } from 'antd'
import { Suspense, useState } from 'react'
import { Link, Outlet } from 'react-router-dom'
import { useSession } from '../api/session'
import { Bones } from '../look/page-states'
import { CrabSign } from '../look/pictures'
import { Bell } from './bell'
import { PasswordForm } from './change-password'
import { QuickSearch } from './quick-search'
import { SideMenu } from './side-menu'
import { TaskSign } from './task-sign'
import { useCounts } from './use-counts'
import { leave, useIdle } from './use-idle'

/** Side menu on the ground, page at the right; no bar on top. */
export function Shell() {
  const isIdle = useIdle()
  const counts = useCounts(isIdle)
  return (
    <div className="app">
      <aside className="side">
        <Link to="/" className="side-brand">
          <CrabSign />
          <span>蟹同</span>
        </Link>
        <QuickSearch />
        <SideMenu counts={counts} />
        <Me isIdle={isIdle} />
      </aside>
      <main className="main">
        <Suspense fallback={<Bones />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}

function Me({ isIdle }: { readonly isIdle: boolean }) {
  const { account } = useSession()
  const [isChanging, setChanging] = useState(false)
  const name = account?.name ?? ''
  const items = [
    { key: 'password', label: '修改密码', onClick: () => setChanging(true) },
    { key: 'leave', label: '退出登录', onClick: () => leave(null) },
  ]
  return (
    <div className="side-me">
      <Dropdown menu={{ items }} trigger={['click']} placement="topLeft">
        <button type="button" className="plain row grow" title={name}>
          <span className="face">{name.slice(0, 1)}</span>
          <span className="side-me-name">
            <span className="cut strong">{name}</span>
            <span className="sub cut">{account?.roles.join('、')}</span>
          </span>
        </button>
      </Dropdown>
      <TaskSign isIdle={isIdle} />
      <Bell isIdle={isIdle} />
      <Modal
        open={isChanging}
        title="修改密码"
        footer={null}
        destroyOnHidden
        onCancel={() => setChanging(false)}
      >
        <PasswordForm onDone={() => setChanging(false)} />
      </Modal>
    </div>
  )
}
