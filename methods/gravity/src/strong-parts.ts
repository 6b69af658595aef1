/**
 * The strongly connected parts of a directed graph: from every node of a part there is a way to
 * every other and back. Gives each node the number of its part (Tarjan's algorithm, without
 * recursion).
 */
export function strongParts(nodes: number, from: Uint32Array, to: Uint32Array): Int32Array {
  const starts = new Uint32Array(nodes + 1);
  for (const node of from) starts[node + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const targets = new Uint32Array(to.length);
  for (const [edge, node] of from.entries()) targets[next[node]!++] = to[edge]!;
  const part = new Int32Array(nodes).fill(-1);
  const order = new Int32Array(nodes).fill(-1);
  const low = new Int32Array(nodes);
  const at = starts.slice(0, nodes);
  const open: number[] = [];
  let [seen, parts] = [0, 0];
  for (let root = 0; root < nodes; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const node = path.at(-1)!;
      if (order[node] === -1) {
        order[node] = low[node] = seen++;
        open.push(node);
      }
      if (at[node]! < starts[node + 1]!) {
        const target = targets[at[node]!++]!;
        if (order[target] === -1) path.push(target);
        else if (part[target] === -1) low[node] = Math.min(low[node]!, order[target]!);
        continue;
      }
      path.pop();
      const above = path.at(-1);
      if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!);
      if (low[node] !== order[node]) continue;
      for (let member = -1; member !== node; ) {
        member = open.pop()!;
        part[member] = parts;
      }
      parts++;
    }
  }
  return part;
}
