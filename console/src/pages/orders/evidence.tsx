/** A picture of a buyer; a click opens it large. */
export const Evidence = ({ address }: { readonly address: string }) => (
  <a href={address} target="_blank" rel="noreferrer" aria-label="查看大图">
    <img className="thumb" src={address} width={56} height={56} alt="" />
  </a>
)
