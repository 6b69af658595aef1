/** Registers that show an identifier at an address of their own. */
const registers: Readonly<Record<string, (value: string) => string>> = {
  ror: (value) => `https://ror.org/${value}`,
  isni: (value) => `https://isni.org/isni/${value.replaceAll(' ', '')}`,
  wikidata: (value) => `https://www.wikidata.org/wiki/${value}`,
  crossref_funder: (value) => `https://doi.org/10.13039/${value}`,
  orcid: (value) => `https://orcid.org/${value}`,
};

export function IdentifierLink({
  scheme,
  value,
}: {
  readonly scheme: string;
  readonly value: string;
}) {
  const address = /^https?:\/\//.test(value) ? value : registers[scheme]?.(value);
  if (address === undefined) return <span className="code">{value}</span>;
  return (
    <a href={address} target="_blank" rel="noreferrer" className="code">
      {value}
    </a>
  );
}
