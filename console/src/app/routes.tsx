import { Button } from 'antd'
import { createBrowserRouter, isRouteErrorResponse, Link, useRouteError } from 'react-router-dom'
import { useMay } from '../api/hooks'
import { EmptyState, ErrorState } from '../look/page-states'
import { Gate } from './gate'
import type { Place } from './place'
import { places } from './places'

/** A page the role may not see says so; the first page leads to the first one it may. */
function Guarded({ place }: { readonly place: Place }) {
  const may = useMay()
  const Body = place.component
  if (may(place.operation)) {
    return <Body />
  }
  const first = places.find(({ operation }) => may(operation))
  if (place.path === '/' && first) {
    const First = first.component
    return <First />
  }
  return (
    <EmptyState
      title="你的角色看不到这一页"
      why="需要的话，请管理员在“角色权限”里开通。"
      way={first ? <Link to={first.path}>去{first.label}</Link> : null}
    />
  )
}

function NotFound() {
  return (
    <EmptyState
      title="没有这一页"
      why="地址可能写错了，或者这一页已经搬走。"
      way={
        <Link to="/">
          <Button>回首页</Button>
        </Link>
      }
    />
  )
}

/** A fault of a page stays in its place; menu and session go on. */
function Fault() {
  const error = useRouteError()
  if (isRouteErrorResponse(error)) {
    return <NotFound />
  }
  return <ErrorState what="这一页没有画出来" error={error} retry={() => location.reload()} />
}

export const router = createBrowserRouter(
  [
    {
      element: <Gate />,
      errorElement: <Fault />,
      children: [
        ...places.map((place) => ({
          path: place.path === '/' ? '/' : `${place.path}/*`,
          element: <Guarded key={place.path} place={place} />,
          errorElement: <Fault />,
        })),
        { path: '*', element: <NotFound /> },
      ],
    },
  ],
  { basename: '/console' },
)
