/** A jest reporter: which tests were skipped for want of which host, in one block at the end. */
export default class SkippedByHost {
  constructor({ testNamePattern }) {
    this.isFiltered = Boolean(testNamePattern);
  }

  onRunComplete(_, { testResults }) {
    if (this.isFiltered) return; // what was not asked for counts as skipped, too
    const skipped = testResults
      .flatMap(({ testResults }) => testResults)
      .filter(({ status }) => status === 'pending')
      .map(({ ancestorTitles }) =>
        (ancestorTitles.find(title => title.startsWith('under ')) ?? ancestorTitles[0] ?? '').replace('under ', ''),
      );
    if (skipped.length === 0) return;
    const counts = new Map();
    for (const host of skipped) counts.set(host, (counts.get(host) ?? 0) + 1);
    const lines = [...counts].sort().map(([host, count]) => `  ${host}: ${count}`);
    process.stderr.write(
      `Skipped, because these are not on this machine (.ci/install-hosts and .ci/install-peers install them):\n${lines.join('\n')}\n`,
    );
  }
}
