# title: facts that share a day, for certain or possibly
PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX op: <https://w3id.org/antecede/opinion#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
INSERT { ?fact op:sameDayAs ?other } WHERE {
  ?case op:fact ?fact , ?other . ?fact op:first ?day ; op:last ?day . ?other op:standing "done" ; op:first ?day ; op:last ?day .
  FILTER(?fact != ?other)
} ;
INSERT { ?fact op:perhapsSameDayAs ?other } WHERE {
  ?case op:fact ?fact , ?other . ?fact op:first ?a1 ; op:last ?a2 . ?other op:standing "done" ; op:first ?b1 ; op:last ?b2 .
  FILTER(?fact != ?other && ?a1 <= ?b2 && ?b1 <= ?a2 && !(?a1 = ?a2 && ?b1 = ?b2))
} ;
# title: facts that the record also denies: a denial at or above the fact's own class, for its side and levels or for all
INSERT { ?fact op:deniedBy ?denial } WHERE {
  ?case op:fact ?denial , ?fact . ?denial op:standing "denied" ; ant:names ?denied ; op:side ?denial_side .
  ?fact op:named ?denied ; op:side ?side ; op:standing ?standing . FILTER(?standing != "denied")
  FILTER(?denial_side = 0 || (?side != 0 && (?denial_side = 3 || ?side = 3 || ?denial_side = ?side)))
  FILTER(NOT EXISTS { ?denial op:level ?any } || EXISTS { ?denial op:level ?shared . ?fact op:level ?shared })
} ;
# title: what is denied at a place, on its left and on its right; an event denied of a named day is denied for that day only
INSERT { ?place op:deniedLeft ?denied } WHERE {
  ?place op:for ?line . ?line op:line ?case . ?case op:fact ?denial .
  ?denial op:standing "denied" ; ant:names ?denied ; op:side ?side . FILTER(?side IN (0, 1, 3))
  FILTER NOT EXISTS { ?denial op:section "events" ; op:first ?day }
  FILTER(NOT EXISTS { ?denial op:level ?any } || EXISTS { ?place op:at ?level . ?denial op:level ?level })
} ;
INSERT { ?place op:deniedRight ?denied } WHERE {
  ?place op:for ?line . ?line op:line ?case . ?case op:fact ?denial .
  ?denial op:standing "denied" ; ant:names ?denied ; op:side ?side . FILTER(?side IN (0, 2, 3))
  FILTER NOT EXISTS { ?denial op:section "events" ; op:first ?day }
  FILTER(NOT EXISTS { ?denial op:level ?any } || EXISTS { ?place op:at ?level . ?denial op:level ?level })
} ;
# title: classes of which a case lists something
INSERT { ?case op:lists ?class } WHERE {
  ?case op:fact ?fact . ?fact op:standing ?standing ; op:named ?class . FILTER(?standing IN ("done", "contraindicated"))
}
 ;
# title: facts that lie after others, and facts that lie before them, for certain or possibly
INSERT { ?fact op:follows ?other . ?other op:precedes ?fact } WHERE {
  ?case op:fact ?fact , ?other . ?fact op:first ?a1 . ?other op:last ?b2 . FILTER(?fact != ?other && ?a1 > ?b2)
} ;
INSERT { ?fact op:perhapsFollows ?other . ?other op:perhapsPrecedes ?fact } WHERE {
  ?case op:fact ?fact , ?other . FILTER(?fact != ?other)
  OPTIONAL { ?fact op:first ?a1 }
  OPTIONAL { ?fact op:last ?a2 }
  OPTIONAL { ?other op:first ?b1 }
  OPTIONAL { ?other op:last ?b2 }
  FILTER(!BOUND(?a1) || !BOUND(?b1) || (?a1 <= ?b2 && ?a2 > ?b1))
} ;
# title: findings whose levels and sides an act takes in; not named on either side, possibly
INSERT { ?fact op:ruledOutBy ?act } WHERE {
  ?case op:fact ?fact , ?act . ?fact op:side ?side . ?act op:standing "done" ; op:side ?over .
  FILTER(?fact != ?act && (?over = 3 || (?over != 0 && ?over = ?side)))
  FILTER EXISTS { ?fact op:level ?mine }
  FILTER NOT EXISTS { ?fact op:level ?mine . FILTER NOT EXISTS { ?act op:level ?mine } }
} ;
INSERT { ?fact op:perhapsRuledOutBy ?act } WHERE {
  ?case op:fact ?fact , ?act . ?act op:standing "done" ; op:side ?over . FILTER(?fact != ?act)
  FILTER(NOT EXISTS { ?fact op:level ?mine } || NOT EXISTS { ?act op:level ?theirs }
    || (?over = 0 && NOT EXISTS { ?fact op:level ?mine . FILTER NOT EXISTS { ?act op:level ?mine } }))
}
