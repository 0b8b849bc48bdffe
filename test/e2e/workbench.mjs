// A page object of the workbench: every selector of VS Code's DOM is kept here, for they change between its versions.

export function workbench(page) {
  const quickInput = page.locator('.quick-input-widget');
  const rows = page.locator('.explorer-folders-view .monaco-list-row');
  return {
    /** Waits until the window can be used. */
    async ready() {
      await page.locator('.monaco-workbench .statusbar').waitFor();
      await rows.first().waitFor();
    },
    /** Opens a file by its path, as a person would with the quick open. */
    async openFile(path) {
      const name = path.split('/').at(-1);
      await page.keyboard.press('Control+P');
      await quickInput.locator('.quick-input-box input').waitFor();
      await quickInput.locator('.quick-input-box input').fill(path);
      await quickInput.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: name }).waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor();
    },
    /** Runs a command by its palette label. */
    async command(label) {
      await page.keyboard.press('F1');
      await quickInput.locator('.quick-input-box input').waitFor();
      await quickInput.locator('.quick-input-box input').fill(`>${label}`);
      // The palette ranks by use and by name, so the one that is meant need not be the first.
      const exactly = new RegExp(`^\\s*${label.replaceAll(/[.…*+?()[\]]/g, '\\$&')}\\s*$`);
      const row = quickInput.locator('.quick-input-list .monaco-list-row .label-name', { hasText: exactly }).first();
      await row.click();
      // A command that asks for something shows another list.
      await row.waitFor({ state: 'hidden' });
    },
    /** The labels that the palette offers for what is typed. */
    async palette(text) {
      await page.keyboard.press('F1');
      await quickInput.locator('.quick-input-box input').fill(`>${text}`);
      await quickInput.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().waitFor();
      const labels = await quickInput.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts();
      await page.keyboard.press('Escape');
      await quickInput.waitFor({ state: 'hidden' });
      return labels;
    },
    squiggles: () => page.locator('.editor-instance .cdr.squiggly-warning, .editor-instance .cdr.squiggly-error'),
    /** A word of the active editor. */
    word: (text) =>
      page.locator('.editor-instance .view-line span', { hasText: new RegExp(`^\\s*${text}\\s*$`) }).last(),
    hover: (text) => page.locator('.monaco-hover:not(.hidden) .hover-contents', { hasText: text }).first(),
    problems: () => page.locator('.markers-panel'),
    statusItem: (text) => page.locator('.statusbar-item', { hasText: text }),
    notifications: () => page.locator('.notification-toast'),
    dialogs: () => page.locator('.monaco-dialog-box'),
    actions: () => page.locator('.action-widget .monaco-list-row.action'),
    /** Puts the cursor on a word and opens the lightbulb's menu there. */
    async lightbulb(word) {
      await word.click();
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row').first().waitFor();
    },
    /** Clicks a row of that menu; the menu ignores clicks until the mouse has moved over its shield. */
    async choose(label) {
      const row = page.locator('.action-widget .monaco-list-row', { hasText: label }).first();
      await row.waitFor();
      const box = await row.boundingBox();
      await page.mouse.move(box.x + 10, box.y + box.height / 2);
      await page.mouse.move(box.x + 20, box.y + box.height / 2);
      await row.click();
    },
    /** An icon of the Activity Bar. */
    activity: (name) => page.locator('.activitybar').getByRole('tab', { name }),
    /** Waits until a file of the Explorer has a badge; it stands in the style only. */
    async badge(name, badge) {
      await page.waitForFunction(
        ([file, mark]) =>
          [...document.querySelectorAll('.explorer-folders-view .monaco-icon-label')].some(
            (label) =>
              label.textContent === file &&
              [label, ...label.querySelectorAll('*')].some((part) =>
                getComputedStyle(part, '::after').content.includes(mark),
              ),
          ),
        [name, badge],
      );
    },
    /** Types into the quick input and accepts. */
    async answer(text) {
      await quickInput.locator('.quick-input-box input').waitFor();
      await quickInput.locator('.quick-input-box input').fill(text);
      await page.keyboard.press('Enter');
      await quickInput.waitFor({ state: 'hidden' });
    },
    /** A view in the side bar, by its title. */
    view(title) {
      const header = page.getByRole('button', { name: new RegExp(`^${title}( - .*)? Section$`) });
      const pane = page.locator('.split-view-view .pane').filter({ has: header });
      const row = (label) =>
        pane
          .locator('.monaco-list-row')
          .filter({ has: page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }) });
      return {
        row: (label) => row(label).first(),
        /** Opens what is folded in a row. */
        async unfold(label) {
          await row(label).first().waitFor();
          if ((await row(label).first().getAttribute('aria-expanded')) !== 'true')
            await row(label).first().locator('.monaco-tl-twistie').click();
          await pane.locator('.monaco-list-row[aria-expanded=true]').filter({ hasText: label }).first().waitFor();
        },
        /** Clicks a button of the view’s title, which the mouse makes appear. */
        async button(name) {
          await pane.hover();
          await pane.locator('.pane-header').getByRole('button', { name, exact: true }).click();
        },
      };
    },
    /** Picks what the quick input lists. */
    async pick(label) {
      await quickInput.locator('.quick-input-list .monaco-list-row', { hasText: label }).first().click();
      await quickInput.waitFor({ state: 'hidden' });
    },
    /** Opens a step of a walkthrough by its title. */
    async walkthroughStep(title) {
      await page.locator('.getting-started-step', { hasText: title }).first().click();
      await page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
    },
    /** The editor that takes the keyboard. */
    focused: () => page.locator('.editor-instance .monaco-editor.focused'),
    /** The document inside a webview: two nested iframes. */
    webview: () => page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame'),
  };
}
