/** A decimal amount with its digits in groups of three; its decimals stay as they are written. */
export function groupedDigits(amount: string): string {
  const [whole = '', rest] = amount.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}
