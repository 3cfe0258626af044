# title: findings and codes on record that the title of a coded diagnosis rules out
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
INSERT { ?case op:clash ?found } WHERE {
  ?case op:fact ?coded , ?found . ?coded op:section "diagnoses" ; op:named ?title .
  ?found op:standing "done" ; op:section ?section ; op:above ?shown . FILTER(?section != "events")
  { ?title owl:disjointWith ?shown } UNION { ?shown owl:disjointWith ?title }
}
