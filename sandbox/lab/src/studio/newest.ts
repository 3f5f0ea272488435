/** Answers can overtake each other: this tells which are older than what is known. */
export interface Newest {
  /** Call it as something is asked, and what it returns with the answer: false for one that came too late. */
  ask(): () => boolean;
  /** More is known now than whatever was asked before can tell. */
  outdate(): void;
}

export function createNewest(): Newest {
  let asked = 0;
  let known = 0;
  return {
    ask() {
      const mine = ++asked;
      return () => {
        if (mine <= known) return false;
        known = mine;
        return true;
      };
    },
    outdate() {
      known = asked;
    },
  };
}
