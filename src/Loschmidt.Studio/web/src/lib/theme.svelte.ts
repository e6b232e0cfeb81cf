// Light, dark, or as the system has it.

export type Theme = "system" | "light" | "dark";

const key = "loschmidt.theme";

class ThemeChoice {
  choice = $state<Theme>((localStorage.getItem(key) as Theme | null) ?? "system");

  constructor() {
    this.apply();
  }

  /** Chooses and remembers. */
  choose(theme: Theme): void {
    this.choice = theme;
    localStorage.setItem(key, theme);
    this.apply();
  }

  private apply(): void {
    if (this.choice === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.choice;
  }
}

export const theme = new ThemeChoice();
