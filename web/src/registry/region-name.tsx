import { Link } from '@tanstack/react-router';
import type { RegionRef } from 'yunhe/registry/contract';
import { nameIn, useLanguage } from '../ui/words.ts';

/** Regions abroad may have no Chinese name, and some have none but their code. */
export function RegionName({
  region,
  linked = false,
}: {
  readonly region: RegionRef;
  readonly linked?: boolean;
}) {
  const name = nameIn(useLanguage(), region) || region.code;
  if (!linked) return <>{name}</>;
  return (
    <Link to="/regions/$code" params={{ code: region.code }}>
      {name}
    </Link>
  );
}
