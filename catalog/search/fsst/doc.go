// Package fsst makes texts shorter so that each can be read for itself.
//
// General compression needs thousands of bytes before it gains, and what is packed
// together has to be unpacked together. Descriptions of columns have thirty bytes, and
// a screen asks for forty of a million. So a table of 255 symbols of one to eight bytes
// is learnt from some of the texts, and each text is written as the numbers of the
// symbols that it is made of, a byte each. What no symbol has is written as it is
// behind the byte 255. Reading a text is one store of eight bytes for each symbol.
//
// This is Boncz, Neumann and Leis, FSST: Fast Random Access String Compression, VLDB
// 2020. [Train] learns a [Table], [Table.Encoder] writes and [Table.Decode] reads.
//
// The package imports nothing of the project.
package fsst
