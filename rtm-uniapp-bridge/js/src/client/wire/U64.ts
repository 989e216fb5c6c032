/**
 * An unsigned number of 64 bits, which a double cannot hold: its 16 hexadecimal digits. So equality is
 * equality, order is the order of the texts, and a Map takes it as a key.
 */
export type U64 = string;
