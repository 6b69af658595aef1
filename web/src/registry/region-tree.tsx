import { RightOutlined } from '@ant-design/icons';
import { useState } from 'react';
import { registryContract as contract, type Region } from 'yunhe/registry/contract';
import { Empty, Loaded } from '../ui/page.tsx';
import { useRead } from '../ui/query.ts';
import { nameIn, useLanguage, useWords } from '../ui/words.ts';
import { RegionName } from './region-name.tsx';
import { registryWords } from './words.ts';

/** Provinces, opened to prefectures, opened to counties; each level is fetched when opened. */
export function RegionTree({ parent }: { readonly parent: string }) {
  const t = useWords(registryWords);
  const read = useRead(contract.listRegions, { parent, limit: 500 });
  return (
    <Loaded of={read}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={t('noRegions')} hint={t('noRegionsHint')} />
        ) : (
          <ul className="tree sheet">
            {items.map((region) => (
              <Branch key={region.code} region={region} />
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Branch({ region }: { readonly region: Region }) {
  const t = useWords(registryWords);
  const name = nameIn(useLanguage(), region) || region.code;
  const [open, setOpen] = useState(false);
  return (
    <li>
      <div className="tree-line">
        {region.hasChildren ? (
          <button
            type="button"
            className="tree-toggle"
            aria-expanded={open}
            aria-label={t('openRegion', { name })}
            onClick={() => setOpen(!open)}
          >
            <RightOutlined rotate={open ? 90 : 0} />
          </button>
        ) : (
          <span className="tree-toggle" />
        )}
        <RegionName region={region} linked />
        <span className="quiet code">{region.code}</span>
      </div>
      {open ? <Children code={region.code} /> : null}
    </li>
  );
}

function Children({ code }: { readonly code: string }) {
  const read = useRead(contract.listRegions, { parent: code, limit: 500 });
  return (
    <Loaded of={read}>
      {({ items }) => (
        <ul className="tree">
          {items.map((region) => (
            <Branch key={region.code} region={region} />
          ))}
        </ul>
      )}
    </Loaded>
  );
}
