import { useEffect, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router-dom'
import { useMay } from '../api/hooks'
import { Icon } from '../look/icon'
import { whole } from '../look/words'
import type { Area, Place } from './place'
import { areas } from './places'
import type { Counts } from './use-counts'

export interface SideMenuProps {
  readonly counts: Counts
}

/** The areas of the role; an area with one page is itself the link. */
export function SideMenu({ counts }: SideMenuProps) {
  const may = useMay()
  const { pathname } = useLocation()
  const here = areaOf(pathname)
  const [open, setOpen] = useState<string | undefined>(here)
  useEffect(() => setOpen(here), [here])
  const visible = areas
    .map((area) => ({ ...area, places: area.places.filter((place) => may(place.operation)) }))
    .filter((area) => area.places.length > 0)
  return (
    <nav className="side-menu" aria-label="主菜单">
      {visible.map((area) => (
        <AreaEntry
          key={area.key}
          area={area}
          counts={counts}
          pathname={pathname}
          isOpen={open === area.key}
          onToggle={() => setOpen(open === area.key ? undefined : area.key)}
        />
      ))}
    </nav>
  )
}

function areaOf(pathname: string): string | undefined {
  return areas.find((area) => area.places.some((place) => isHere(place, pathname)))?.key
}

export function isHere({ path }: Place, pathname: string): boolean {
  return path === '/' ? pathname === '/' : pathname === path || pathname.startsWith(`${path}/`)
}

interface AreaEntryProps {
  readonly area: Area
  readonly counts: Counts
  readonly pathname: string
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function AreaEntry({ area, counts, pathname, isOpen, onToggle }: AreaEntryProps) {
  const navigate = useNavigate()
  const [first] = area.places
  if (first && area.places.length === 1) {
    return (
      <Link
        to={first.path}
        title={area.label}
        className={isHere(first, pathname) ? 'menu-item here' : 'menu-item'}
        aria-current={isHere(first, pathname) ? 'page' : undefined}
      >
        <Icon name={area.icon} />
        <span className="menu-word">{area.label}</span>
        <Count place={first} counts={counts} />
      </Link>
    )
  }
  const isAmong = area.places.some((place) => isHere(place, pathname))
  const toggle = () => {
    onToggle()
    // In the folded strip the children are not shown: go to the first one.
    if (first && window.matchMedia('(max-width: 1279px)').matches) {
      navigate(first.path)
    }
  }
  return (
    <>
      <button
        type="button"
        title={area.label}
        className={['menu-item', isOpen ? 'open' : '', isAmong ? 'among' : ''].join(' ')}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        <Icon name={area.icon} />
        <span className="menu-word">{area.label}</span>
        <Icon name="right" size={14} className="menu-turn" />
      </button>
      {isOpen
        ? area.places.map((place) => (
            <Link
              key={place.path}
              to={place.path}
              className={isHere(place, pathname) ? 'menu-item child here' : 'menu-item child'}
              aria-current={isHere(place, pathname) ? 'page' : undefined}
            >
              {place.label}
              <Count place={place} counts={counts} />
            </Link>
          ))
        : null}
      {isOpen && area.outside ? (
        <a href={area.outside.href} target="_blank" rel="noreferrer" className="menu-item child">
          {area.outside.label}
          <Icon name="ext" size={12} className="menu-turn" />
        </a>
      ) : null}
    </>
  )
}

/** Crab, because each of these waits for this person. */
function Count({ place, counts }: { readonly place: Place; readonly counts: Counts }) {
  const count = place.count ? counts[place.count] : 0
  return count ? <span className="menu-count hot">{whole(count)}</span> : null
}
