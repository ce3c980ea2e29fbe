/** Sets of symbols that are offered wherever classes begin. */

const DIGITS = '0 1 2 3 4 5 6 7 8 9';
/** What classes like to begin with. */
export const SETS = [
  DIGITS,
  `${DIGITS} + − × ÷ = ( )`,
  'a b c d e f g h i j k l m n o p q r s t u v w x y z',
  'A B C D E F G H I J K L M N O P Q R S T U V W X Y Z',
  '+ − × ÷ =',
  '○ △ □ ☆ ♡',
];

/** @param {string} set */
export function shortOf(set) {
  if (set.startsWith(`${DIGITS} `)) return set.replace(DIGITS, '0 … 9');
  const symbols = set.split(' ');
  return symbols.length > 5 ? `${symbols[0]} … ${symbols[symbols.length - 1]}` : set;
}
