/** A platform is proposed in sight of what the observatory tells of its neighbours. */
import { RepeatWarning } from './observatory/repeat-warning.tsx';
import { ProposePlatform } from './platforms/propose-platform.tsx';

export function PlatformProposal() {
  return (
    <ProposePlatform
      warn={(regionCode, field) => (
        <RepeatWarning regionCode={regionCode} field={field} planned="platform" />
      )}
    />
  );
}
