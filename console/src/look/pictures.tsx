/** The sign of the product: a crab on a plate of 蟹红. */
export function CrabSign({ size = 28 }: { readonly size?: number }) {
  return <img src={`${import.meta.env.BASE_URL}crab.svg`} width={size} height={size} alt="" />
}

/** Shown where a list has no rows: a closed gift box on the lake. */
export function EmptyPicture() {
  return (
    <svg width="132" height="76" viewBox="0 0 132 76" aria-hidden="true" fill="none">
      <g strokeWidth="2" strokeLinecap="round">
        <path d="M6 62c12-4 20-4 32 0s20 4 32 0 20-4 32 0 16 3 24 1" stroke="#C9D8D8" />
        <path d="M22 70c10-3 16-3 26 0s16 3 26 0 16-3 26 0" stroke="#DCE8E8" />
      </g>
      <g stroke="#B98A3E" strokeWidth="1.5" strokeLinecap="round">
        <rect x="44" y="22" width="44" height="32" rx="4" fill="#F8F1E4" />
        <path d="M40 22h52v-7a3 3 0 0 0-3-3H43a3 3 0 0 0-3 3z" fill="#fff" />
        <path d="M66 12v42M66 12c-6-8-12-3-9 0M66 12c6-8 12-3 9 0" />
      </g>
    </svg>
  )
}

/** Shown where something could not be fetched: a crab that has had enough. */
export function ErrorPicture() {
  return (
    <svg width="132" height="76" viewBox="0 0 132 76" aria-hidden="true" fill="none">
      <path
        d="M14 62c10-3.5 17-3.5 27 0s17 3.5 27 0 17-3.5 27 0 14 3 21 1"
        stroke="#DCE8E8"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <g stroke="#C8401F" strokeWidth="2" strokeLinecap="round">
        <path d="M46 40c0-8 9-13 20-13s20 5 20 13-9 14-20 14-20-6-20-14z" fill="#FBEFEA" />
        <path d="M48 33c-7-4-8-11-4-19M44 14c2 .5 4 2 4.5 5M84 33c7-4 8-11 4-19" />
        <path d="M88 14c-2 .5-4 2-4.5 5M45 47l-7 3M50 52l-6 6M87 47l7 3M82 52l6 6" />
        <path d="M59 38l4 4M63 38l-4 4M69 38l4 4M73 38l-4 4" strokeWidth="1.7" />
      </g>
    </svg>
  )
}
